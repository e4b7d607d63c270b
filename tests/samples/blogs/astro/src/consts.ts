export const SITE_TITLE = "Garden log";
export const SITE_DESCRIPTION = "What grows";
