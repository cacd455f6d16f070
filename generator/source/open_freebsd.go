package source

// open opens what is at a path with flags besides those that all files get.
func (r Root) open(path, name string, flags int) (fd int, err error) { return r.walk(path, flags) }
