package asset

import (
	"bytes"
	"encoding/binary"
	"path"
	"slices"
	"strings"
)

// magic is a kind of file as its first bytes tell it.
type magic uint8

const (
	magicNone magic = iota // nothing known: text, or a format without a mark
	magicPDF
	magicZip // also docx, xlsx, pptx, ofd
	magicOLE // doc, xls, ppt, wps, et, dps
	magicRTF
	magicRAR
	magic7z
	magicGzip
	magicJPEG
	magicPNG
	magicGIF
	magicWebP
	magicSVG
	magicMP4
	magicHEIC // a photograph as iPhones keep it, which browsers do not show
	magicMP3
	magicHTML
	magicProgram
)

// prefixes are the marks at the start of files.
var prefixes = []struct {
	text string
	is   magic
}{
	{"%PDF-", magicPDF},
	{"PK\x03\x04", magicZip},
	{"PK\x05\x06", magicZip}, // an empty archive
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", magicOLE},
	{`{\rtf`, magicRTF},
	{"Rar!\x1a\x07", magicRAR},
	{"7z\xbc\xaf\x27\x1c", magic7z},
	{"\x1f\x8b", magicGzip},
	{"\xff\xd8\xff", magicJPEG},
	{pngSignature, magicPNG},
	{"GIF87a", magicGIF},
	{"GIF89a", magicGIF},
	{"ID3\x02", magicMP3},
	{"ID3\x03", magicMP3},
	{"ID3\x04", magicMP3},
	{"\xff\xfb", magicMP3},
	{"\xff\xf3", magicMP3},
	{"\xff\xf2", magicMP3},
	{"\x7fELF", magicProgram},
	{"\xca\xfe\xba\xbe", magicProgram},
	{"\xcf\xfa\xed\xfe", magicProgram},
	{"\xce\xfa\xed\xfe", magicProgram},
	{"#!", magicProgram},
}

// sniffLength is how many bytes of a file are enough for sniff.
const sniffLength = 4096

// sniff tells what a file is by its first bytes.
func sniff(head []byte) magic {
	for _, p := range prefixes {
		if bytes.HasPrefix(head, []byte(p.text)) {
			return p.is
		}
	}
	switch {
	case isDOSProgram(head):
		return magicProgram
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return magicWebP
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		if isHEIC(head) {
			return magicHEIC
		}
		return magicMP4
	case isSVG(head):
		return magicSVG
	case isHTML(head):
		return magicHTML
	}
	return magicNone
}

// isHEIC reports whether a file of boxes is a picture in HEVC: by its own brand, or by one
// of those that it says it can be read as, where its own is that of all pictures.
func isHEIC(head []byte) bool {
	brand := func(at int) string { return string(head[at : at+4]) }
	switch brand(8) {
	case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs":
		return true
	case "mif1", "msf1":
	default:
		return false
	}
	end := min(len(head), int(binary.BigEndian.Uint32(head)))
	found := false
	for at := 16; at+4 <= end; at += 4 {
		switch brand(at) {
		case "heic", "heix", "hevc", "hevx":
			found = true
		case "avif", "avis":
			return false
		}
	}
	return found
}

// isDOSProgram reports whether a file begins with the header of a DOS or Windows
// program. The letters MZ alone may also begin a table of item numbers.
func isDOSProgram(head []byte) bool {
	return bytes.HasPrefix(head, []byte("MZ")) && bytes.IndexByte(head[:min(len(head), 64)], 0) >= 0
}

func isHTML(head []byte) bool {
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"))
	for _, prefix := range []string{"<!doctype html", "<html", "<head", "<script", "<body", "<table", "<meta"} {
		if bytes.HasPrefix(start, []byte(prefix)) {
			return true
		}
	}
	return false
}

// format is what we know of files by their extension.
type format struct {
	label   string // for readers
	media   string // for servers
	accepts []magic
	attach  bool // accepted as an attachment
}

const pictureLabel = "图片"

// formats is keyed by extension, in lower case, without the dot.
var formats = map[string]format{
	"pdf":  {"PDF", "application/pdf", []magic{magicPDF}, true},
	"ofd":  {"OFD", "application/ofd", []magic{magicZip}, true},
	"doc":  {"Word", "application/msword", []magic{magicOLE, magicRTF}, true},
	"docx": {"Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", []magic{magicZip}, true},
	"rtf":  {"Word", "application/rtf", []magic{magicRTF}, true},
	"wps":  {"WPS 文字", "application/vnd.ms-works", []magic{magicOLE, magicZip}, true},
	"xls":  {"Excel", "application/vnd.ms-excel", []magic{magicOLE}, true},
	"xlsx": {"Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", []magic{magicZip}, true},
	"et":   {"WPS 表格", "application/vnd.ms-excel", []magic{magicOLE, magicZip}, true},
	"csv":  {"CSV 表格", "text/csv; charset=utf-8", []magic{magicNone}, true},
	"ppt":  {"PowerPoint", "application/vnd.ms-powerpoint", []magic{magicOLE}, true},
	"pptx": {"PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation", []magic{magicZip}, true},
	"dps":  {"WPS 演示", "application/vnd.ms-powerpoint", []magic{magicOLE, magicZip}, true},
	"txt":  {"文本", "text/plain; charset=utf-8", []magic{magicNone}, true},
	"zip":  {"压缩文件", "application/zip", []magic{magicZip}, true},
	"rar":  {"压缩文件", "application/vnd.rar", []magic{magicRAR}, true},
	"7z":   {"压缩文件", "application/x-7z-compressed", []magic{magic7z}, true},
	"jpg":  {pictureLabel, "image/jpeg", []magic{magicJPEG}, true},
	"jpeg": {pictureLabel, "image/jpeg", []magic{magicJPEG}, true},
	"png":  {pictureLabel, "image/png", []magic{magicPNG}, true},
	"gif":  {pictureLabel, "image/gif", []magic{magicGIF}, true},
	"webp": {pictureLabel, "image/webp", []magic{magicWebP}, true},
	"svg":  {pictureLabel, "image/svg+xml", []magic{magicSVG}, true},
	"mp4":  {"视频", "video/mp4", []magic{magicMP4}, true},
	"m4a":  {"音频", "audio/mp4", []magic{magicMP4}, true},
	"mp3":  {"音频", "audio/mpeg", []magic{magicMP3, magicNone}, true},

	"html":        {"网页", "text/html; charset=utf-8", nil, false},
	"htm":         {"网页", "text/html; charset=utf-8", nil, false},
	"css":         {"样式表", "text/css; charset=utf-8", nil, false},
	"js":          {"脚本", "text/javascript; charset=utf-8", nil, false},
	"json":        {"JSON", "application/json", nil, false},
	"jsonld":      {"JSON", "application/ld+json", nil, false},
	"webmanifest": {"JSON", "application/manifest+json", nil, false},
	"xml":         {"XML", "application/xml", nil, false},
	"xsl":         {"XML", "application/xslt+xml", nil, false},
	"ico":         {pictureLabel, "image/x-icon", nil, false},
	"woff2":       {"字体", "font/woff2", nil, false},
	"woff":        {"字体", "font/woff", nil, false},
	"map":         {"JSON", "application/json", nil, false},
	"md":          {"文本", "text/plain; charset=utf-8", nil, false},
}

// extension returns the extension of a path in lower case, without the dot.
func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
}

// Type says in a word or two what a file is, by its name: PDF, Word, Excel,
// 图片, 压缩文件. Of a kind that is not known it gives the extension.
func Type(name string) string {
	ext := extension(name)
	if f, ok := formats[ext]; ok {
		return f.label
	}
	if ext == "" {
		return "文件"
	}
	return strings.ToUpper(ext)
}

// ContentType returns the media type under which a server should deliver a
// file, by its name; application/octet-stream where it is not known.
func ContentType(name string) string {
	if f, ok := formats[extension(name)]; ok {
		return f.media
	}
	return "application/octet-stream"
}

// MediaTypes are the media types of all files that are known, by the ends of their
// names: what a server is to be told.
func MediaTypes() map[string]string {
	types := make(map[string]string, len(formats))
	for ext, f := range formats {
		types[ext] = f.media
	}
	return types
}

// IsImage reports whether a file is a picture that a page can show, by its
// name.
func IsImage(name string) bool {
	switch extension(name) {
	case "jpg", "jpeg", "png", "gif", "webp", "svg":
		return true
	}
	return false
}

// attachable lists the extensions that are accepted as attachments, sorted.
func attachable() []string {
	var list []string
	for ext, f := range formats {
		if f.attach {
			list = append(list, ext)
		}
	}
	slices.Sort(list)
	return list
}
