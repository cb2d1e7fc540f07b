"""Tables: files of rows and named columns, read exactly or refused by row, and turned into numbers by what training rows teach."""
