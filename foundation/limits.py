"""How much a file from outside may hold: every reader of uploads keeps to these, whatever the format."""

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 20_000
"""Rows of one sheet that hold a value."""
MAX_COLUMNS = 200
"""Columns of one sheet that hold a value."""
MAX_CELL_CHARACTERS = 32_767
"""As many as a cell of a spreadsheet holds."""
MAX_MEMBERS = 2_000
"""Files inside a ZIP container."""
MAX_INFLATED_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
"""Inflated bytes for each byte of the file."""
