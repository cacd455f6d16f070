package present

import (
	"io"

	"gongkai/generator/catalog"
	"gongkai/generator/qrcode"
)

// What is printed has its address in words, and beside it a code for the camera of a
// telephone, which leads to the front page of the category or, of other pages, to the
// home page: it is a file of the section, so pages of any number share it. A code of
// each page would make 10,000 pages a seventh larger; see docs/performance.md.

// codes makes the pictures of all sections; none without base_url.
func codes(s *site) []Late {
	late := appendCode(nil, s, codeName, homePath)
	for i := range s.Catalog.Sections {
		key := s.Catalog.Sections[i].Category.Key
		late = appendCode(late, s, key+"/"+codeName, columnPath(key))
	}
	return late
}

// appendCode appends the picture that leads to a front page, if its address is not too
// long for one.
func appendCode(late []Late, s *site, path, front string) []Late {
	address := s.absolute(front)
	if !qrcode.Fits(address) {
		return late
	}
	return append(late, Late{Path: path, ID: catalog.None, Values: []string{address}, Write: func(w io.Writer) error {
		return write(w, qrcode.SVG(address))
	}})
}
