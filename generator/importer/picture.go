package importer

import (
	"bytes"
	"image"
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

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/ooxml"
)

const (
	maxPicture = 64 << 20 // bytes of one
	maxPixels  = 60e6     // of one that has to be decoded
)

func unprintable(r rune) bool { return r <= ' ' || r == 0x7F || !unicode.IsPrint(r) }

// picture puts a picture of an Office file beside the document.
func (r *reader) picture(file *ooxml.File, p *ooxml.Picture, at diag.Text) (compose.Span, bool) {
	if p.Part == "" {
		r.losses.add(pictures, at, diag.Text{ZH: "没有存在文件里，只有地址 " + p.Link, EN: "not in the file, only its address " + p.Link})
		return compose.Span{}, false
	}
	data, err := file.Read(p.Part, maxPicture)
	if err != nil {
		r.losses.add(pictures, at, why(err))
		return compose.Span{}, false
	}
	return r.place(data, p.Part, p.Alt, p.Crop, at)
}

// place puts the bytes of a picture beside the document and returns the span
// that shows it.
func (r *reader) place(data []byte, name, alt string, crop [4]int, at diag.Text) (compose.Span, bool) {
	data, ext, why := displayable(data, crop)
	if why.ZH != "" {
		r.losses.add(pictures, at, diag.Text{ZH: path.Base(name) + " " + why.ZH, EN: path.Base(name) + " " + why.EN})
		return compose.Span{}, false
	}
	if crop != [4]int{} {
		r.losses.add(cropped, at)
	}
	alt = strings.Join(strings.Fields(legible(alt)), " ")
	if isFileName(alt) {
		alt = ""
	}
	if alt == "" {
		r.losses.add(undescribed, at)
	}
	r.doc.pictures++
	return compose.Span{Image: r.doc.addFile("图"+decimal(r.doc.pictures)+ext, "", data), Text: alt}, true
}

// fileNameForm matches what programs put in the place of a description: the name
// of the file, a path with the name of somebody's account, a serial number.
var fileNameForm = regexp.MustCompile(`(?i)\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|webp)$|^[a-z]:\\|^(?:图片|picture|image|img|dsc|说明:)[\s_:]*\d*$|^[0-9a-f]{16,}$|^(?:img|dsc|mmexport|wx_camera|微信图片)[_-]?\d+`)

func isFileName(alt string) bool { return fileNameForm.MatchString(alt) }

// displayable returns a picture as a browser can show it, with what was cut off
// in Word cut off for good: who downloads the picture would see it again.
func displayable(data []byte, crop [4]int) (out []byte, ext string, why diag.Text) {
	ext = pictureFormat(data)
	switch {
	case ext == "":
		return nil, "", diag.Text{ZH: "不是网页能显示的图片（例如 EMF、WMF）", EN: "is no picture that a browser can show (EMF, WMF, …)"}
	case ext != ".bmp" && ext != ".tif" && crop == [4]int{}:
		return data, ext, diag.Text{}
	}
	img, err := decodePicture(data, ext)
	if err != nil {
		return nil, "", diag.Text{ZH: "已损坏或者过大", EN: "is damaged or too large"}
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
	return b.Bytes(), ext, diag.Text{}
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

// decodePicture decodes a picture whose size is within bounds.
func decodePicture(data []byte, ext string) (image.Image, error) {
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
		if err != nil || c.Width <= 0 || c.Height <= 0 || float64(c.Width)*float64(c.Height) > maxPixels {
			return nil, image.ErrFormat
		}
		return codec.decode(bytes.NewReader(data))
	}
	return nil, image.ErrFormat
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
	out := image.NewRGBA(image.Rect(0, 0, kept.Dx(), kept.Dy()))
	draw.Draw(out, out.Bounds(), img, kept.Min, draw.Src)
	return out
}
