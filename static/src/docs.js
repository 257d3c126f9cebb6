/* Entry of /docs: Swagger UI from our own build, so that the reference works without any other host. */
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";

const element = document.querySelector("#docs");
if (!(element instanceof HTMLElement)) throw new Error("/docs needs an element with the id docs");

SwaggerUI({
  domNode: element,
  url: element.dataset["schema"] ?? "/openapi.json",
  deepLinking: true,
  displayRequestDuration: true,
  // The default asks a validator on another host about the schema.
  validatorUrl: null,
});
