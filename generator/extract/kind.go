package extract

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/plaintext"
)

// Kind is what a file is by its bytes, as the extension that it should have: "docx",
// "pdf", "txt"; "" where that is not known.
type Kind string

const (
	kindDocx    Kind = "docx"
	kindXlsx    Kind = "xlsx"
	kindPptx    Kind = "pptx"
	kindOFD     Kind = "ofd"
	kindZip     Kind = "zip"
	kindPDF     Kind = "pdf"
	kindRTF     Kind = "rtf"
	kindHTML    Kind = "html"
	kindSVG     Kind = "svg"
	kindXML     Kind = "xml"
	kindText    Kind = "txt"
	kindCSV     Kind = "csv"
	kindJPEG    Kind = "jpg"
	kindPNG     Kind = "png"
	kindGIF     Kind = "gif"
	kindWebP    Kind = "webp"
	kindOLE     Kind = "doc" // or xls, ppt, wps, or the envelope of an encrypted file
	kindUnknown Kind = ""
)

// signature is what files of a kind begin with.
type signature struct {
	mark   string
	kind   Kind
	reason Reason // why it is not read, where it is not
	zh, en string // what it is, then
}

// signatures lists what is known by its first bytes.
func signatures() []signature {
	return []signature{
		{"PK\x03\x04", kindZip, 0, "", ""},
		{"PK\x05\x06", kindZip, 0, "", ""},
		{`{\rt`, kindRTF, 0, "", ""},
		{"\xff\xd8\xff", kindJPEG, 0, "", ""},
		{"\x89PNG\r\n\x1a\n", kindPNG, 0, "", ""},
		{"GIF8", kindGIF, 0, "", ""},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", kindOLE, Legacy, "", ""},
		{"Rar!\x1a\x07", "rar", Packed, "RAR", "RAR"},
		{"7z\xbc\xaf\x27\x1c", "7z", Packed, "7z", "7z"},
		{"\x1f\x8b", "gz", Packed, "gzip", "gzip"},
		{"BZh", "bz2", Packed, "bzip2", "bzip2"},
		{"\xfd7zXZ\x00", "xz", Packed, "xz", "xz"},
		{"II*\x00", "tif", Picture, "TIFF", "TIFF"},
		{"MM\x00*", "tif", Picture, "TIFF", "TIFF"},
		{"\xd7\xcd\xc6\x9a", "wmf", Picture, "WMF", "WMF"},
		{"\x01\x00\x00\x00\x6c\x00\x00\x00", "emf", Picture, "EMF", "EMF"},
		{"\x00\x00\x01\x00", "ico", Picture, "ICO", "ICO"},
		{"8BPS", "psd", Picture, "PSD", "PSD"},
		{"MZ", "exe", Foreign, "程序", "a program"},
		{"\x7fELF", "elf", Foreign, "程序", "a program"},
		{"ID3", "mp3", Foreign, "录音", "a recording"},
		{"OggS", "ogg", Foreign, "录音", "a recording"},
		{"SQLite format 3\x00", "db", Foreign, "数据库", "a database"},
		{"MIME-Version:", "mht", Foreign, "单个文件网页（mht）", "a web archive (mht)"},
		{"From: <", "mht", Foreign, "单个文件网页（mht）", "a web archive (mht)"},
	}
}

// sniffed is how many bytes at the start of a file are looked at.
const sniffed = 4096

// recognise tells by its first bytes what a file is. name decides only between kinds
// that look alike. Where the file is not read, reason and what say why.
func recognise(name string, head []byte) (kind Kind, reason Reason, what diag.Text) {
	for _, s := range signatures() {
		if bytes.HasPrefix(head, []byte(s.mark)) && (s.mark != "MZ" || !printable(head)) {
			return s.kind, s.reason, diag.Text{ZH: s.zh, EN: s.en}
		}
	}
	switch {
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return kindPDF, 0, diag.Text{}
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP":
		return kindWebP, 0, diag.Text{}
	case len(head) >= 12 && string(head[:4]) == "RIFF", len(head) >= 12 && string(head[4:8]) == "ftyp":
		return "mp4", Foreign, diag.Text{ZH: "录像或录音", EN: "a recording"}
	case len(head) >= 6 && string(head[:2]) == "BM" && !printable(head):
		return "bmp", Picture, diag.Text{ZH: "BMP", EN: "BMP"}
	case !printable(head):
		return kindUnknown, Foreign, diag.Text{ZH: "二进制数据", EN: "binary data"}
	}
	return recogniseText(name, head), 0, diag.Text{}
}

// recogniseText tells kinds of text apart.
func recogniseText(name string, head []byte) Kind {
	text, err := plaintext.Decode(head, "")
	if err != nil {
		text = string(head)
	}
	text = strings.ToLower(strings.TrimSpace(text))
	ext := extension(name)
	switch {
	case strings.HasPrefix(text, `{\rt`):
		return kindRTF
	case strings.HasPrefix(text, "<"):
		return recogniseMarkup(text, ext)
	case ext == "html", ext == "htm":
		return kindHTML
	case ext == "csv", ext == "tsv":
		return kindCSV
	}
	return kindText
}

// recogniseMarkup tells apart what begins with a tag.
func recogniseMarkup(text, ext string) Kind {
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta", "<table", "<div", "<p>", "<script", "<style"} {
		if strings.HasPrefix(text, tag) {
			return kindHTML
		}
	}
	switch {
	case strings.Contains(text, "<html"), ext == "html", ext == "htm":
		return kindHTML
	case strings.Contains(text, "<svg"), ext == "svg":
		return kindSVG
	case strings.HasPrefix(text, "<?xml"), strings.HasPrefix(text, "<!doctype"), ext == "xml":
		return kindXML
	}
	return kindText
}

// printable reports whether bytes may be text: UTF-16, or without NUL.
func printable(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return true
	}
	if bytes.IndexByte(head, 0) < 0 {
		return utf8.Valid(head) || controls(head) < len(head)/32+1
	}
	encoding, _, _ := diag.Detect("", head)
	return encoding == diag.UTF16
}

// controls counts the bytes that text in no encoding has.
func controls(head []byte) (n int) {
	for _, b := range head {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b {
			n++
		}
	}
	return n
}

func extension(name string) string {
	return strings.TrimPrefix(strings.ToLower(path.Ext(name)), ".")
}

// promised lists what a file may be by its extension; ok is false for one of which
// nothing is known.
func promised(ext string) (kinds []Kind, ok bool) {
	switch ext {
	case "docx", "dotx", "docm", "dotm":
		return []Kind{kindDocx}, true
	case "xlsx", "xltx", "xlsm", "xltm":
		return []Kind{kindXlsx}, true
	case "pptx", "potx", "ppsx", "pptm":
		return []Kind{kindPptx}, true
	case "doc", "dot", "xls", "xlt", "ppt", "pps":
		return []Kind{kindOLE}, true
	case "wps", "wpt":
		return []Kind{kindOLE, kindDocx}, true
	case "et", "ett":
		return []Kind{kindOLE, kindXlsx}, true
	case "dps", "dpt":
		return []Kind{kindOLE, kindPptx}, true
	case "ofd", "pdf", "rtf", "svg", "zip", "png", "gif", "webp", "rar", "7z", "gz", "bmp":
		return []Kind{Kind(ext)}, true
	case "jpg", "jpeg":
		return []Kind{kindJPEG}, true
	case "tif", "tiff":
		return []Kind{"tif"}, true
	case "html", "htm", "xhtml":
		return []Kind{kindHTML}, true
	case "xml":
		return []Kind{kindXML, kindSVG, kindHTML}, true
	case "csv", "tsv", "txt":
		return []Kind{kindCSV, kindText, kindXML}, true
	}
	return nil, false
}

// checkName remarks on a file whose name says something else than its bytes.
func (s *search) checkName(f *file, kind Kind) {
	kinds, ok := promised(extension(f.name))
	if !ok || slices.Contains(kinds, kind) {
		return
	}
	shown := string(kind)
	what := say("扩展名是 .%s，内容是 %s", "named .%s, in fact %s", extension(f.name), shown)
	switch kind {
	case kindUnknown:
		what = say("扩展名是 .%s，内容是不认识的数据", "named .%s, in fact of no known kind", extension(f.name))
	case kindOLE:
		what = say("扩展名是 .%s，内容是旧格式的文件，或加了密码的文件", "named .%s, in fact a file of the old form, or an encrypted one", extension(f.name))
	}
	s.remark(f.in, Remark{Reason: Misnamed, Detail: what})
}
