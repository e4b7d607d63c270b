"""What the formats that set pages of their own need to show: fonts, drawings, images of pixels."""
