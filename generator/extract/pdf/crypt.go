package pdf

// encrypted reports whether the file takes a password.
func (d *document) encrypted() bool { return d.trailer["Encrypt"] != nil }
