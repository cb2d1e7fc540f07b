"""One file for each form of clip: the frames one by one, so that no more than those kept are in memory."""
