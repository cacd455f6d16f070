package asset

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"gongkai/generator/diag"
)

var errNoSize = &cause{text: diag.Text{ZH: "图片没有尺寸", EN: "no size in the picture"}}

// imageSize returns the width and height of a picture in pixels, as it is shown:
// for a photograph after its orientation, for an SVG as its root element says.
// data is a whole JPEG, PNG, GIF, WebP or SVG file; only its headers are read.
func imageSize(data []byte) (width, height int, err error) {
	switch sniff(data) {
	case magicJPEG:
		return jpegSize(data)
	case magicPNG:
		return pngSize(data)
	case magicWebP:
		return webpSize(data)
	case magicGIF:
		return gifSize(data)
	case magicSVG:
		return svgSize(data)
	}
	return 0, 0, errNoSize
}

// gifSize reads the logical screen descriptor (GIF89a Specification, 18).
func gifSize(data []byte) (width, height int, err error) {
	if len(data) < 10 {
		return 0, 0, errNoSize
	}
	width, height = int(binary.LittleEndian.Uint16(data[6:])), int(binary.LittleEndian.Uint16(data[8:]))
	if width == 0 || height == 0 {
		return 0, 0, errNoSize
	}
	return width, height, nil
}

// strip returns a picture without its metadata, and what they said.
func strip(data []byte) (out []byte, facts exifFacts, err error) {
	switch sniff(data) {
	case magicJPEG:
		return stripJPEG(data)
	case magicPNG:
		return stripPNG(data)
	case magicWebP:
		return stripWebP(data)
	}
	return data, exifFacts{orientation: 1}, nil
}

// FormatSize says how large a file is: 0 B, 812 B, 3.4 KB, 120 KB, 1.2 MB. A
// KB has 1024 bytes, as in the file managers that readers compare with.
func FormatSize(n int64) string {
	if n < 1024 {
		return fmt.Sprintf("%d B", n)
	}
	v, units := float64(n)/1024, []string{"KB", "MB", "GB", "TB"}
	for v >= 1023.5 && len(units) > 1 {
		v, units = v/1024, units[1:]
	}
	if v < 9.95 {
		return fmt.Sprintf("%.1f %s", v, units[0])
	}
	return fmt.Sprintf("%.0f %s", v, units[0])
}

// isSVG reports whether a file begins as an SVG does: with a root element of
// that name, after any declaration, comments and document type.
func isSVG(data []byte) bool {
	head := data[:min(len(data), 4096)]
	i := bytes.Index(head, []byte("<svg"))
	if i < 0 || i+4 >= len(data) {
		return false
	}
	if c := data[i+4]; c != ' ' && c != '>' && c != '\n' && c != '\t' && c != '\r' && c != '/' {
		return false
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	for _, prefix := range []string{"<?xml", "<!--", "<!DOCTYPE svg", "<svg"} {
		if bytes.HasPrefix(start, []byte(prefix)) {
			return true
		}
	}
	return false
}
