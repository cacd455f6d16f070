package pdf

import (
	"bytes"
	"io"

	"golang.org/x/image/ccitt"

	"gongkai/generator/diag"
)

// Picture is a picture in the file. It is valid until the function that was called with it
// returns.
type Picture struct {
	Place Place
	// Data is a JPEG as it stands in the file, or a PNG of what the picture shows, in
	// shades of grey; nil where none can be made.
	Data []byte
	// Why says why none can be made, then.
	Why diag.Text
}

// picture hands on a picture that a page draws, at the first place where one does.
func (d *document) picture(at Place, v any, s *stream) {
	if d.sink.Picture == nil || !isLegible(d.number(s.dict["Width"]), d.number(s.dict["Height"])) {
		return
	}
	if r, ok := v.(ref); ok {
		if d.pictured[int(r)] {
			return
		}
		if d.pictured == nil {
			d.pictured = map[int]bool{}
		}
		d.pictured[int(r)] = true
	}
	d.handOn(at, s)
	d.mask(at, s)
}

// mask hands on the mask of a picture that has more pixels than the picture: programs that
// scan write the shapes of letters there, and their colours, coarsely, into the picture.
func (d *document) mask(at Place, of *stream) {
	area := d.number(of.dict["Width"]) * d.number(of.dict["Height"])
	for _, key := range []name{"Mask", "SMask"} {
		s, ok := d.get(of.dict[key]).(*stream)
		if ok && d.number(s.dict["Width"])*d.number(s.dict["Height"]) > area {
			d.handOn(at.as("图片的蒙版", "mask of a picture"), s)
		}
	}
}

// handOn hands on a picture.
func (d *document) handOn(at Place, s *stream) {
	if d.sink.Picture == nil || d.err != nil {
		return
	}
	p := Picture{Place: at}
	p.Data, p.Why = d.images.file(s)
	d.err = d.sink.Picture(p)
}

// unseen hands on that something is drawn which cannot be handed on.
func (d *document) unseen(at Place, why diag.Text) {
	if d.sink.Picture != nil && d.err == nil {
		d.err = d.sink.Picture(Picture{Place: at, Why: why})
	}
}

// images makes files of pictures.
type images struct {
	*objects
	room int64 // bytes that may still be unpacked
}

// file makes a file of a picture that other programs read, or says why it does not.
func (d *images) file(s *stream) (data []byte, why diag.Text) {
	filters, params := d.filters(s.dict)
	data = s.raw
	for i, f := range filters {
		limit := min(maxSample, d.room)
		if limit <= 0 {
			return nil, diag.Text{ZH: "图片解开以后总共太大", EN: "all pictures together are too large"}
		}
		switch f {
		case "DCTDecode", "DCT":
			if i == len(filters)-1 {
				return data, why
			}
			return nil, packedAs("JPEG")
		case "JPXDecode":
			return nil, packedAs("JPEG 2000")
		case "JBIG2Decode":
			return nil, packedAs("JBIG2")
		case "CCITTFaxDecode", "CCF":
			if d.number(params[i]["K"]) > 0 {
				return nil, packedAs("CCITT")
			}
			data = d.unfax(data, s.dict, params[i], limit)
		default:
			out, ok := d.unpack(f, data, limit)
			if !ok {
				return nil, packedAs(string(f))
			}
			data = d.predict(out, params[i])
		}
		d.room -= int64(len(data))
	}
	return d.asPNG(s.dict, data)
}

func packedAs(kind string) diag.Text {
	return diag.Text{ZH: "图片用 " + kind + " 压缩", EN: "it is packed as " + kind}
}

// unfax unpacks a picture that is packed as by a fax: the rows that can be read. d.number
// is -1 where K is negative, too, which is one more dimension.
func (d *images) unfax(data []byte, of, with dict, limit int64) []byte {
	is := func(key name) bool { b, _ := d.get(with[key]).(bool); return b }
	width := 1728
	if n := d.number(with["Columns"]); n > 0 {
		width = n
	}
	height := d.number(of["Height"])
	if int64(width+7)/8*int64(height) > limit {
		return nil
	}
	form := ccitt.Group3
	if k, _ := d.get(with["K"]).(float64); k < 0 {
		form = ccitt.Group4
	}
	r := ccitt.NewReader(bytes.NewReader(data), ccitt.MSB, form, width, height, &ccitt.Options{Align: is("EncodedByteAlign"), Invert: is("BlackIs1")})
	rows, _ := io.ReadAll(r) // what came before an error counts
	return rows
}
