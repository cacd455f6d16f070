// a script of the site's own
var local = 1;
