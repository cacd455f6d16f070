package asset

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
)

// svgSize returns the size that the root element gives: width and height, or
// else those of the viewBox, in pixels.
func svgSize(data []byte) (width, height int, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = utf8Only
	for {
		t, err := d.Token()
		if err != nil {
			return 0, 0, errNoSize
		}
		if e, ok := t.(xml.StartElement); ok {
			return svgRootSize(e)
		}
	}
}

func svgRootSize(e xml.StartElement) (width, height int, err error) {
	if e.Name.Local != "svg" {
		return 0, 0, errNoSize
	}
	var w, h, boxW, boxH float64
	for _, a := range e.Attr {
		switch a.Name.Local {
		case "width":
			w = svgLength(a.Value)
		case "height":
			h = svgLength(a.Value)
		case "viewBox":
			if box := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }); len(box) == 4 {
				boxW, boxH = svgLength(box[2]), svgLength(box[3])
			}
		}
	}
	switch {
	case w > 0 && h > 0:
	case boxW <= 0 || boxH <= 0:
		return 0, 0, errNoSize
	case w > 0:
		h = w * boxH / boxW
	case h > 0:
		w = h * boxW / boxH
	default:
		w, h = boxW, boxH
	}
	return pixels(w), pixels(h), nil
}

func pixels(v float64) int { return max(1, int(v+0.5)) }

var svgNumber = regexp.MustCompile(`^([0-9]{0,6}\.?[0-9]{0,6})(px|pt|pc|mm|cm|in)?$`)

// svgLength reads a length in pixels, 96 to the inch; 0 where it is relative
// or malformed.
func svgLength(s string) float64 {
	m := svgNumber.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return 0
	}
	v, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return 0
	}
	return v * map[string]float64{"": 1, "px": 1, "pt": 96. / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}[m[2]]
}
