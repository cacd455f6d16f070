package extract

import (
	"io"

	"gongkai/generator/diag"
)

// read looks through a file, whatever it is, and returns what it is.
func (s *search) read(f *file) Kind {
	head := make([]byte, min(f.size, sniffed))
	n, err := f.data.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		s.remark(f.in, Remark{Reason: Damaged})
		return kindUnknown
	}
	if n == 0 {
		if f.in == nil {
			s.remark(f.in, Remark{Reason: Empty, Detail: say("0 字节", "0 bytes")})
		}
		return kindUnknown
	}
	kind, reason, what := recognise(f.name, head[:n])
	switch kind {
	case kindZip:
		kind = s.archive(f)
	case kindOLE:
		s.compound(f)
	case kindPDF:
		s.whole(f, maxMemory, s.pdf)
	case kindRTF:
		s.whole(f, maxText, s.rtf)
	case kindHTML, kindSVG, kindXML:
		s.whole(f, maxText, func(f *file, data []byte) { s.markup(f, kind, data) })
	case kindCSV, kindText:
		s.whole(f, maxText, func(f *file, data []byte) { s.textFile(f, kind, data) })
	case kindJPEG, kindPNG, kindGIF, kindWebP:
		s.whole(f, maxMemory, func(f *file, data []byte) { s.picture(f, kind, data) })
	default:
		s.remark(f.in, Remark{Reason: reason, Detail: what})
		if reason == Picture && s.show != nil {
			s.whole(f, maxMemory, func(f *file, data []byte) { s.addImage(f.in, Image{Data: data}) })
		}
	}
	s.checkName(f, kind)
	return kind
}

// whole calls read with all bytes of a file, if they are not too many.
func (s *search) whole(f *file, limit int64, read func(*file, []byte)) {
	if !s.fits(f, limit) {
		return
	}
	data, err := f.bytes()
	if err != nil {
		s.remark(f.in, Remark{Reason: Damaged, Detail: diag.Text{ZH: "读不出来", EN: "it cannot be read"}})
		return
	}
	read(f, data)
}
