package asset

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/jpeg"
	"path"
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// Raster says whether there can be a reduced copy of a picture, and of what kind, as
// far as its headers tell: nothing is decoded to know it.
type Raster uint8

const (
	noRaster  Raster = iota // lines, or one that moves: it is shown as it is
	lossy                   // its copy is a JPEG
	lossless                // its copy is a PNG
	forPrint                // CMYK: without the profile of a press nobody knows its colours
	unusual                 // of a coding that few programs read
	unbounded               // decoding it would take too much memory or time
)

const (
	// maxDecoded is how many bytes a picture may take in memory, once decoded, to be
	// reduced: a photograph of 108 megapixels takes 160 MB.
	maxDecoded = 512 << 20
	// maxScans bounds the scans of a JPEG, each of which may touch every pixel. A
	// progressive one has about ten.
	maxScans = 100
)

// headers are what a picture's headers say of its pixels.
type headers struct {
	raster      Raster
	orientation int
	width       float64 // in pixels, as they are stored
	height      float64
	decoded     float64 // bytes that it takes in memory, about; an absurd picture has many
}

// readHeaders looks at a whole picture.
func readHeaders(data []byte) headers {
	var h headers
	switch sniff(data) {
	case magicJPEG:
		h = jpegHeaders(data)
	case magicPNG:
		h = pngHeaders(data)
	case magicWebP:
		h = webpHeaders(data)
	}
	if h.raster != noRaster && h.decoded > maxDecoded {
		h.raster = unbounded
	}
	return h
}

func jpegHeaders(data []byte) headers {
	h := headers{raster: lossy, orientation: 1}
	scans, components := 0, 0
	err := walkJPEG(data, func(s segment) bool {
		switch {
		case s.marker == jpegAPP1 && isEXIF(s.data):
			h.orientation = readEXIF(s.data[6:]).orientation
		case s.marker == jpegSOS:
			scans++
		case isFrame(s.marker) && len(s.data) >= 6:
			components = int(s.data[5])
			h.width, h.height = float64(binary.BigEndian.Uint16(s.data[3:])), float64(binary.BigEndian.Uint16(s.data[1:]))
			h.decoded = h.width * h.height * sampleBytes(s)
		}
		return true
	})
	_, unread := jpeg.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil || h.decoded == 0:
		h.raster = noRaster
	case components == 4:
		h.raster = forPrint
	case unread != nil:
		h.raster = unusual
	case scans > maxScans:
		h.raster = unbounded
	}
	return h
}

// sampleBytes returns how much memory the samples of a pixel take: one byte each, and
// four more where they come in several scans.
func sampleBytes(frame segment) float64 {
	const progressive = 0xC2
	all, most := 0, 1
	for c := frame.data[6:]; len(c) >= 3; c = c[3:] {
		samples := int(c[1]>>4) * int(c[1]&15)
		all, most = all+samples, max(most, samples)
	}
	if frame.marker == progressive {
		all *= 5
	}
	return float64(all) / float64(most)
}

func pngHeaders(data []byte) headers {
	h := headers{raster: lossless, orientation: 1}
	err := walkPNG(data, func(c chunk) bool {
		switch c.kind {
		case "IHDR":
			const palette = 3
			depth, color, interlaced := c.data[8], c.data[9], c.data[12]
			h.width, h.height = float64(binary.BigEndian.Uint32(c.data)), float64(binary.BigEndian.Uint32(c.data[4:]))
			h.decoded = h.width * h.height
			if color != palette {
				h.decoded *= 4
			}
			if depth == 16 {
				h.decoded *= 2
			}
			if interlaced != 0 {
				h.decoded *= 2
			}
		case "eXIf":
			h.orientation = readEXIF(c.data).orientation
		case "acTL": // it moves
			h.raster = noRaster
		}
		return true
	})
	if err != nil {
		h.raster = noRaster
	}
	return h
}

func webpHeaders(data []byte) headers {
	h := headers{raster: noRaster, orientation: 1}
	alpha, alike := false, true
	err := walkWebP(data, func(kind string, data, _ []byte) {
		if w, high := webpFrame(kind, data); w > 0 {
			alike = alike && (h.width == 0 || h.width == float64(w) && h.height == float64(high))
			h.width, h.height = float64(w), float64(high)
		}
		switch kind {
		case "VP8 ":
			h.raster = lossy
		case "VP8L":
			h.raster = lossless
		case "ALPH":
			alpha = true
		case "EXIF": // published only where it counts
			h.orientation = readEXIF(bytes.TrimPrefix(data, []byte("Exif\x00\x00"))).orientation
		}
	})
	h.decoded = 8 * h.width * h.height
	switch {
	case err != nil || !alike: // the frame is not as large as the picture
		h.raster = noRaster
	case h.raster == lossy && alpha:
		h.raster = lossless
	}
	return h
}

// Copy is a reduced copy of a picture.
type Copy struct {
	// Path is that of the picture with the bound of its longer side in it:
	// photo.jpg has photo.1600.jpg, and photo.webp has photo.webp.1600.jpg.
	Path          string
	Width, Height int // in pixels, as shown
}

// Copy returns the copy that is shown of the picture at a path, where a picture may
// be most pixels long; ok is false where the picture itself is shown.
//
// What is much higher than wide, a poster of many screens, is measured by its width:
// it would not be readable if all of it had to be no longer than a photograph.
func (i *Info) Copy(name string, most int) (c Copy, ok bool) {
	if i.Raster != lossy && i.Raster != lossless || !i.exceeds(most) {
		return Copy{}, false
	}
	part, whole := most, max(i.Width, i.Height)
	if i.isStrip() {
		part, whole = most/2, i.Width
	}
	return Copy{copyPath(name, most, i.Raster), max(1, scaled(i.Width, part, whole)), max(1, scaled(i.Height, part, whole))}, true
}

// exceeds reports whether a picture is so large that a copy of it should be shown.
func (i *Info) exceeds(most int) bool {
	if i.isStrip() {
		return most > 0 && i.Width > most/2
	}
	return most > 0 && max(i.Width, i.Height) > most
}

// isStrip reports whether a picture is much higher than wide.
func (i *Info) isStrip() bool { return i.Height > 3*i.Width }

// scaled returns n·part/whole, rounded.
func scaled(n, part, whole int) int {
	return int((2*int64(n)*int64(part) + int64(whole)) / (2 * int64(whole)))
}

// Whole says of a picture that is shown as it is, although it exceeds what pictures
// may have, why that is.
func (i *Info) Whole(name string, most int) (d diag.Diagnostic, is bool) {
	why, is := map[Raster]diag.Text{
		forPrint:  {ZH: "它是印刷用的颜色（CMYK）", EN: "its colours are those of a press (CMYK)"},
		unusual:   {ZH: "它的编码方式很少见", EN: "it is encoded in an unusual way"},
		unbounded: {ZH: "它太大，打开它要占用过多的内存或时间", EN: "to open it takes too much memory or time"},
	}[i.Raster]
	if !is || !i.exceeds(most) {
		return d, false
	}
	return notReduced.At(diag.Pos{File: name}, fmt.Sprintf("%d×%d", i.Width, i.Height), why, most), true
}

// copyPath names a copy.
func copyPath(name string, most int, r Raster) string {
	ext := path.Ext(name)
	stem, now := strings.TrimSuffix(name, ext), ext
	if extension(name) == "webp" { // which is not written
		stem, now = name, ".png"
		if r == lossy {
			now = ".jpg"
		}
	}
	return stem + "." + strconv.Itoa(most) + now
}

// Originals returns the paths of pictures of which one at this path may be a copy.
func Originals(name string) []string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	most := path.Ext(stem)
	if n, err := strconv.Atoi(strings.TrimPrefix(most, ".")); err != nil || n < 1 || !IsImage(name) {
		return nil
	}
	stem = strings.TrimSuffix(stem, most)
	if extension(stem) == "webp" {
		return []string{stem, stem + ext}
	}
	return []string{stem + ext}
}
