package page

import "bytes"

// Body returns the body of a content file and the line, from 1, on which it
// begins, as Parse does, for a file that Parse has found to be sound: it reads
// neither the front matter nor the encoding again. ok is false where there are
// no fences.
func Body(data []byte) (body []byte, line int, ok bool) {
	clean := lines(bytes.TrimPrefix(data, []byte("\ufeff")))
	_, _, start, wrong := split("", clean)
	if wrong != nil {
		return nil, 0, false
	}
	return clean[start:], 1 + bytes.Count(clean[:start], []byte{'\n'}), true
}
