package importer

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"path"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"gongkai/generator/asset"
	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/ooxml"
)

// album are the pictures of a document. Each is read, looked at and written once,
// however often the document shows it.
type album struct {
	placed  map[pictureKey]placed
	names   map[[sha256.Size]byte]string // by what has been written: copies have one name
	minify  *asset.Minifier
	outside int // bytes of all files that were read from outside
	read    int // bytes of pictures
	decoded int // bytes of pixels
}

// pictureKey says which picture, and what of it: where it comes from, and what is
// cut off, as [ooxml.Picture] has it.
type pictureKey struct {
	source string
	crop   [4]int
}

// placed is what has become of a picture: a file beside the document, or why it
// was left out.
type placed struct {
	file string
	why  diag.Text
}

// The bounds of all pictures of a document, in bytes: a start, and so many times
// the size of the file. What a program packs well is a bitmap; a few kilobytes
// that become a gigabyte were made to do harm.
const (
	maxPictures                = 512 << 20
	startPictures, timesPacked = 24 << 20, 40
	startPixels, timesPixels   = 40 << 20, 100
	maxPicture                 = 64 << 20 // of one
)

// room returns how many bytes of pictures may still be read.
func (a *album) room() int {
	return min(maxPictures, startPictures+timesPacked*a.outside) - a.read
}

func newAlbum(size int) album {
	return album{placed: map[pictureKey]placed{}, names: map[[sha256.Size]byte]string{}, minify: asset.New(), outside: size}
}

func unprintable(r rune) bool { return r <= ' ' || r == 0x7F || !unicode.IsPrint(r) }

// picture puts a picture of an Office file beside the document.
func (r *reader) picture(file *ooxml.File, p *ooxml.Picture, at diag.Text) (compose.Span, bool) {
	if p.Part == "" {
		r.losses.add(pictures, at, diag.Text{ZH: "没有存在文件里，只有地址 " + p.Link, EN: "not in the file, only its address " + p.Link})
		return compose.Span{}, false
	}
	key := pictureKey{strings.ToLower(p.Part), p.Crop}
	return r.show(key, p.Alt, at, func() ([]byte, diag.Text) {
		room := r.album.room()
		data, err := file.Read(p.Part, int64(min(maxPicture, room)))
		switch {
		case err == nil:
			return data, diag.Text{}
		case errors.Is(err, ooxml.ErrTooLarge) && room < maxPicture:
			return nil, named(p.Part, tooMuch(r.album.read+room))
		}
		return nil, why(err)
	})
}

// tooMuch says that the pictures of a document are more than so many bytes.
func tooMuch(bytes int) diag.Text {
	return diag.Text{
		ZH: "加上它，图片一共超过 " + decimal(bytes>>20) + " MB",
		EN: "would make it more than " + decimal(bytes>>20) + " MB of pictures",
	}
}

// named says of a picture what is wrong with it.
func named(name string, what diag.Text) diag.Text {
	if strings.HasPrefix(name, "data:") {
		name = "data"
	}
	return diag.Text{ZH: path.Base(name) + " " + what.ZH, EN: path.Base(name) + " " + what.EN}
}

// show returns the span that shows a picture. load returns its bytes, or why there
// are none; it is called for the first of those that are the same.
func (r *reader) show(key pictureKey, alt string, at diag.Text, load func() ([]byte, diag.Text)) (compose.Span, bool) {
	p, known := r.album.placed[key]
	if !known {
		data, why := load()
		r.album.read += len(data)
		if p.why = why; why.ZH == "" {
			p = r.place(data, key)
		}
		r.album.placed[key] = p
	}
	if p.why.ZH != "" {
		r.losses.add(pictures, at, p.why)
		return compose.Span{}, false
	}
	if key.crop != [4]int{} {
		r.losses.add(cropped, at)
	}
	alt = strings.Join(strings.Fields(legible(alt)), " ")
	if isFileName(alt) {
		alt = ""
	}
	if alt == "" {
		r.losses.add(undescribed, at)
	}
	return compose.Span{Image: p.file, Text: alt}, true
}

// place puts the bytes of a picture beside the document.
func (r *reader) place(data []byte, key pictureKey) placed {
	data, ext, why := r.album.displayable(data, key.crop)
	if why.ZH != "" {
		return placed{why: named(key.source, why)}
	}
	sum := sha256.Sum256(data)
	if name := r.album.names[sum]; name != "" {
		return placed{file: name}
	}
	// What cannot be published must not be in the document.
	if _, found := r.album.minify.Static("x"+ext, data); diag.HasErrors(found) {
		return placed{why: named(key.source, damagedPicture())}
	}
	r.doc.pictures++
	name := r.doc.addFile("图"+decimal(r.doc.pictures)+ext, "", data)
	r.album.names[sum] = name
	return placed{file: name}
}

func damagedPicture() diag.Text {
	return diag.Text{ZH: "已损坏或者过大", EN: "is damaged or too large"}
}

// fileNameForm matches what programs put in the place of a description: the name
// of the file, a path with the name of somebody's account, a serial number.
var fileNameForm = regexp.MustCompile(`(?i)\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|webp)$|^[a-z]:\\|^(?:图片|picture|image|img|dsc|说明:)[\s_:]*\d*$|^[0-9a-f]{16,}$|^(?:img|dsc|mmexport|wx_camera|微信图片)[_-]?\d+`)

func isFileName(alt string) bool { return fileNameForm.MatchString(alt) }

// displayable returns a picture as a browser can show it, with what was cut off
// in Word cut off for good: who downloads the picture would see it again.
func (a *album) displayable(data []byte, crop [4]int) (out []byte, ext string, why diag.Text) {
	ext = pictureFormat(data)
	switch {
	case ext == "":
		return nil, "", diag.Text{ZH: "不是网页能显示的图片（例如 EMF、WMF）", EN: "is no picture that a browser can show (EMF, WMF, …)"}
	case ext != ".bmp" && ext != ".tif" && crop == [4]int{}:
		return data, ext, diag.Text{}
	}
	img, err := a.decode(data, ext)
	if err != nil {
		return nil, "", damagedPicture()
	}
	if img = cut(img, crop); img == nil {
		return nil, "", diag.Text{ZH: "裁剪以后没有剩下什么", EN: "is cropped to nothing"}
	}
	var b bytes.Buffer
	if ext == ".jpg" {
		err = jpeg.Encode(&b, img, &jpeg.Options{Quality: 92})
	} else {
		ext, err = ".png", png.Encode(&b, img)
	}
	if err != nil {
		return nil, "", diag.Text{ZH: "不能转换", EN: "cannot be converted"}
	}
	return asset.Like(b.Bytes(), data), ext, diag.Text{}
}

// pictureFormat tells the format of a picture by its first bytes.
func pictureFormat(data []byte) string {
	for _, f := range []struct{ mark, ext string }{
		{"\x89PNG\r\n\x1a\n", ".png"}, {"\xff\xd8\xff", ".jpg"}, {"GIF87a", ".gif"}, {"GIF89a", ".gif"}, {"BM", ".bmp"},
		{"II*\x00", ".tif"}, {"MM\x00*", ".tif"},
	} {
		if bytes.HasPrefix(data, []byte(f.mark)) {
			return f.ext
		}
	}
	if len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP" {
		return ".webp"
	}
	return ""
}

// decode decodes a picture, as long as the pixels of all that were are within
// bounds.
func (a *album) decode(data []byte, ext string) (image.Image, error) {
	type config func(io.Reader) (image.Config, error)
	type decoder func(io.Reader) (image.Image, error)
	for _, codec := range []struct {
		ext    string
		config config
		decode decoder
	}{
		{".png", png.DecodeConfig, png.Decode}, {".jpg", jpeg.DecodeConfig, jpeg.Decode}, {".gif", gif.DecodeConfig, gif.Decode},
		{".bmp", bmp.DecodeConfig, bmp.Decode}, {".tif", tiff.DecodeConfig, tiff.Decode},
	} {
		if codec.ext != ext {
			continue
		}
		c, err := codec.config(bytes.NewReader(data))
		if err != nil || c.Width <= 0 || c.Height <= 0 {
			return nil, image.ErrFormat
		}
		size := float64(c.Width) * float64(c.Height) * bytesPerPixel(c.ColorModel)
		if size > float64(startPixels+timesPixels*a.outside-a.decoded) {
			return nil, image.ErrFormat
		}
		a.decoded += int(size)
		return codec.decode(bytes.NewReader(data))
	}
	return nil, image.ErrFormat
}

// bytesPerPixel returns how many bytes a decoded pixel takes.
func bytesPerPixel(m color.Model) float64 {
	switch m {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	if _, ok := m.(color.Palette); ok {
		return 1
	}
	return 4
}

// cut returns what is left of a picture, nil for nothing. crop is as
// [ooxml.Picture] has it.
func cut(img image.Image, crop [4]int) image.Image {
	if crop == [4]int{} {
		return img
	}
	b := img.Bounds()
	part := func(length, thousandths int) int { return int(int64(length) * int64(thousandths) / 100_000) }
	kept := image.Rect(
		b.Min.X+part(b.Dx(), crop[0]), b.Min.Y+part(b.Dy(), crop[1]),
		b.Max.X-part(b.Dx(), crop[2]), b.Max.Y-part(b.Dy(), crop[3]),
	)
	if kept.Dx() <= 0 || kept.Dy() <= 0 || crop[0]+crop[2] >= 100_000 || crop[1]+crop[3] >= 100_000 {
		return nil
	}
	if part, ok := img.(interface {
		SubImage(image.Rectangle) image.Image
	}); ok { // what is written of it is that part alone
		return part.SubImage(kept)
	}
	out := image.NewRGBA(image.Rect(0, 0, kept.Dx(), kept.Dy()))
	draw.Draw(out, out.Bounds(), img, kept.Min, draw.Src)
	return out
}
