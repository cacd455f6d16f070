package extract

import (
	"io"

	"gongkai/generator/diag"
)

// Image is a picture in a file, or one that a page of a PDF is. It is valid until the
// function that was called with it returns.
type Image struct {
	// Place is where it stands, with the way through archives; empty where the file is the
	// picture.
	Place diag.Text
	// Data is a file of a picture, of whatever kind; nil where there is none to be had.
	Data []byte
	// Why says in few words why there is none, then.
	Why diag.Text
}

// Images calls show with each picture in a file of size bytes, in the order of the file.
// The error is the first of show or of r, and ends the reading.
func Images(name string, r io.ReaderAt, size int64, show func(Image) error) error {
	s := &search{visit: func(Text) error { return nil }, show: show}
	s.all(name, r, size)
	return s.err
}

// addImage shows a picture in a container.
func (s *search) addImage(in *container, p Image) {
	if s.show == nil || s.err != nil || s.shown > maxPictures {
		return
	}
	if s.shown++; s.shown > maxPictures {
		p = Image{Why: say("图片超过 %d 张，从这一张起没有看", "more than %d pictures, none was looked at from here on", maxPictures)}
	}
	p.Place = in.place(p.Place)
	s.err = s.show(p)
}
