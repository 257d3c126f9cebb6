"""The endpoints: each is parse -> engine -> answer."""
