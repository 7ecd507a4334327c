export const PLANTED_BUGS = [];
