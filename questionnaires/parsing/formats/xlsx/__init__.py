"""The parts of an XLSX or XLSM workbook: sheets, shared strings, validations and the lists behind them. Pure."""
