"""The visualizer in somebody's slide: a frame of ours on a page of another origin, in a real browser."""
