"""Contact sheets: rows of small pictures in titled blocks, as PNG and as HTML; what is forbidden stands in red."""
