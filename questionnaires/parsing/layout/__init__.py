"""Where in a sheet the questions and their answer cells stand, told by headers and content together. Pure."""
