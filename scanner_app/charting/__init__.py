"""Candlestick charts on pyqtgraph's view boxes, drawn in device pixels."""
