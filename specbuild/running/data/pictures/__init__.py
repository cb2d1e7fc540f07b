"""From the bytes of a picture file to one array of the shape and colours that the spec asks for."""
