package pdf

import (
	"bytes"
	"image"
	"image/png"

	"gongkai/generator/diag"
)

// raster is a picture as rows of samples, which is how PDF has it when it is unpacked
// (ISO 32000-1, 8.9.5).
type raster struct {
	width, height int
	bits          int    // of a sample
	samples       int    // of a pixel
	space         name   // what they mean: DeviceGray, DeviceRGB, DeviceCMYK, Separation, Lab
	palette       []byte // grey of each number, where samples are numbers of colours
	inverted      bool
}

// asPNG writes a picture as a PNG in shades of grey, which is enough to read it.
func (d *images) asPNG(of dict, data []byte) ([]byte, diag.Text) {
	r := raster{width: d.number(of["Width"]), height: d.number(of["Height"]), bits: d.number(of["BitsPerComponent"])}
	if m, _ := d.get(of["ImageMask"]).(bool); m {
		r.bits, r.samples, r.space = 1, 1, "DeviceGray"
	} else {
		d.space(&r, of["ColorSpace"], 0)
	}
	if decode := d.array(of["Decode"]); len(decode) > 1 && r.palette == nil {
		from, _ := d.get(decode[0]).(float64)
		to, _ := d.get(decode[1]).(float64)
		r.inverted = from > to
	}
	switch r.bits {
	case 1, 2, 4, 8, 16:
	default:
		r.samples = 0
	}
	if r.samples == 0 {
		return nil, diag.Text{ZH: "图片的颜色说明不认识", EN: "its colours are of no known kind"}
	}
	if r.width > maxPixels || r.height > maxPixels || r.width*r.height > maxPixels {
		return nil, diag.Text{ZH: "图片太大", EN: "it is too large"}
	}
	if len(data) < r.row() {
		return nil, diag.Text{ZH: "图片损坏", EN: "it is damaged"}
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&b, r.grey(data)); err != nil {
		return nil, diag.Text{ZH: "图片损坏", EN: "it is damaged"}
	}
	return b.Bytes(), diag.Text{}
}

// space finds out what the samples of a picture mean.
func (d *images) space(r *raster, v any, depth int) {
	family, _ := d.get(v).(name)
	list := d.array(v)
	if len(list) > 0 {
		family = d.name(list[0])
	}
	switch family {
	case "DeviceGray", "G", "CalGray":
		r.space, r.samples = "DeviceGray", 1
	case "DeviceRGB", "RGB", "CalRGB":
		r.space, r.samples = "DeviceRGB", 3
	case "DeviceCMYK", "CMYK":
		r.space, r.samples = "DeviceCMYK", 4
	case "Lab":
		r.space, r.samples = "Lab", 3
	case "Separation":
		r.space, r.samples = "Separation", 1
	case "DeviceN":
		if len(list) > 1 {
			r.space, r.samples = "Separation", len(d.array(list[1]))
		}
	case "ICCBased":
		if len(list) > 1 {
			r.samples = d.number(d.dict(list[1])["N"])
			r.space = map[int]name{1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}[r.samples]
		}
		if r.space == "" {
			r.samples = 0
		}
	case "Indexed", "I":
		if len(list) > 3 && depth == 0 {
			d.indexed(r, list)
		}
	}
}

// indexed finds out what the numbers of colours mean.
func (d *images) indexed(r *raster, list array) {
	base := raster{bits: 8}
	d.space(&base, list[1], 1)
	var table []byte
	switch t := d.get(list[3]).(type) {
	case str:
		table = t
	case *stream:
		table = d.decode(t)
		d.useRef(list[3])
	}
	if base.samples == 0 {
		return
	}
	r.space, r.samples = "Indexed", 1
	for ; len(table) >= base.samples; table = table[base.samples:] {
		r.palette = append(r.palette, base.shade(table[:base.samples]))
	}
}

// row is how many bytes a row has.
func (r *raster) row() int { return (r.width*r.samples*r.bits + 7) / 8 }

// grey makes shades of grey of the samples. The picture ends where they do, so that a size
// that is only claimed costs nothing.
func (r *raster) grey(data []byte) *image.Gray {
	picture := image.NewGray(image.Rect(0, 0, r.width, min(r.height, len(data)/r.row())))
	pixel := make([]byte, r.samples)
	for y := range picture.Rect.Max.Y {
		line := data[y*r.row():]
		for x := range r.width {
			for i := range pixel {
				pixel[i] = r.sample(line, x*r.samples+i)
			}
			picture.Pix[y*picture.Stride+x] = r.shade(pixel)
		}
	}
	return picture
}

// sample returns a sample of a row, from 0 to 255; the number of a colour as it is.
func (r *raster) sample(line []byte, i int) byte {
	switch r.bits {
	case 8:
		return line[i]
	case 16:
		return line[2*i]
	}
	at := i * r.bits
	most := byte(1)<<r.bits - 1
	n := line[at/8] >> (8 - r.bits - at%8) & most
	if r.palette != nil {
		return n
	}
	return n * (0xff / most)
}

// shade returns how light a pixel is.
func (r *raster) shade(pixel []byte) byte {
	if r.palette != nil {
		if n := int(pixel[0]); n < len(r.palette) {
			return r.palette[n]
		}
		return 0xff
	}
	if r.inverted {
		for i := range pixel {
			pixel[i] = 0xff - pixel[i]
		}
	}
	light := func(red, green, blue byte) int { return (299*int(red) + 587*int(green) + 114*int(blue)) / 1000 }
	switch r.space {
	case "DeviceRGB":
		return byte(light(pixel[0], pixel[1], pixel[2]))
	case "DeviceCMYK":
		return byte((0xff - light(pixel[0], pixel[1], pixel[2])) * (0xff - int(pixel[3])) / 0xff)
	case "Separation": // how much ink: the most of any
		ink := byte(0)
		for _, one := range pixel {
			ink = max(ink, one)
		}
		return 0xff - ink
	}
	return pixel[0] // of Lab, how light it is
}
