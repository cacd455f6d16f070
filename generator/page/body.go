package page

import "bytes"

// Body returns the body of a content file and the line, from 1, on which it
// begins, as Parse does, without reading the front matter. ok is false where
// Parse would return no page.
func Body(data []byte) (body []byte, line int, ok bool) {
	clean, wrong := text("", data)
	if wrong != nil {
		return nil, 0, false
	}
	_, _, start, wrong := split("", clean)
	if wrong != nil {
		return nil, 0, false
	}
	return clean[start:], 1 + bytes.Count(clean[:start], []byte{'\n'}), true
}
