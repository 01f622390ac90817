"""Reading and writing the tables of FORMATS: CSV, XLSX and JSON in, typed rows and problems out, CSV back."""
