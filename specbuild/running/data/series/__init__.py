"""Series: steps of one or several channels, in tables of several layouts, brought to one length; and windows over one long series."""
