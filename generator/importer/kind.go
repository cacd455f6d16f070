package importer

import (
	"bytes"
	"errors"
	"path"
	"regexp"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/ooxml"
	"gongkai/generator/plaintext"
)

// kind is what a file is by its bytes.
type kind uint8

const (
	kindWord kind = iota + 1
	kindWorkbook
	kindHTML
	kindCSV
	kindText
)

// extension returns the extension under which a file of a kind may be offered
// for download.
func (k kind) extension() string {
	return map[kind]string{kindWord: ".docx", kindWorkbook: ".xlsx", kindHTML: ".html", kindCSV: ".csv", kindText: ".txt"}[k]
}

// maxFile is the largest file that is read, in bytes.
const maxFile = 256 << 20

// Supported reports whether a file is of a kind that Read reads, by its name: to
// choose among the files of a folder.
func Supported(name string) bool {
	switch extension(name) {
	case ".docx", ".doc", ".xlsx", ".xls", ".csv", ".txt", ".html", ".htm", ".wps", ".et":
		return !strings.HasPrefix(name, lockMark)
	}
	return false
}

func extension(name string) string { return strings.ToLower(path.Ext(name)) }

// recognise tells what a file is, or why it cannot be read.
func recognise(f File) (kind, *diag.Diagnostic) {
	pos := diag.Pos{File: f.Name}
	refuse := func(rule *diag.Rule, args ...any) (kind, *diag.Diagnostic) {
		d := rule.At(pos, args...)
		return 0, &d
	}
	ext := extension(f.Name)
	switch {
	case strings.HasPrefix(f.Name, lockMark):
		return refuse(foreign, diag.Text{ZH: "打开文档时放在旁边的临时文件", EN: "what Word puts beside a document that is open"}, diag.Text{
			ZH: "里面没有内容；要导入的是 " + strings.TrimPrefix(f.Name, lockMark) + "，名称里没有“" + lockMark + "”的那个",
			EN: "there is nothing in it; import the document without " + lockMark + " in its name",
		})
	case len(f.Data) == 0:
		return refuse(empty, noBytes(), askAgain())
	case len(f.Data) > maxFile:
		return refuse(tooLarge, diag.Text{ZH: "文件超过 256 MB", EN: "the file has more than 256 MB"})
	case bytes.HasPrefix(f.Data, []byte("PK\x03\x04")), bytes.HasPrefix(f.Data, []byte("\xd0\xcf\x11\xe0")):
		return recogniseOffice(f)
	}
	for _, k := range []struct {
		mark, zh, en string
		how          diag.Text
	}{
		{"%PDF-", "PDF", "PDF", ofPDF()}, {`{\rtf`, "RTF", "RTF", inOffice()},
		{"Rar!", "RAR 压缩包", "a RAR archive", unpacked()}, {"7z\xbc\xaf", "7z 压缩包", "a 7z archive", unpacked()},
		{"\xff\xd8\xff", "图片", "a picture", asPicture()}, {"\x89PNG", "图片", "a picture", asPicture()}, {"GIF8", "图片", "a picture", asPicture()}, {"BM", "图片", "a picture", asPicture()},
		{"MIME-Version:", "单个文件网页（mht）", "a web archive (mht)", inOffice()}, {"From: <", "单个文件网页（mht）", "a web archive (mht)", inOffice()},
	} {
		if bytes.HasPrefix(f.Data, []byte(k.mark)) && (k.mark != "BM" || ext == ".bmp") {
			return refuse(foreign, diag.Text{ZH: k.zh, EN: k.en}, k.how)
		}
	}
	switch {
	case looksLikeHTML(f.Data):
		return kindHTML, nil
	case ext == ".html", ext == ".htm":
		return kindHTML, nil
	case ext == ".csv":
		return kindCSV, nil
	case ext == ".txt", ext == ".text", ext == ".md":
		return kindText, nil
	}
	shown := diag.Text{ZH: "没有扩展名的文件", EN: "a file without an extension"}
	if ext != "" {
		shown = diag.Text{ZH: ext + " 文件", EN: "a " + ext + " file"}
	}
	switch ext {
	case ".docx", ".xlsx", ".doc", ".xls", ".wps", ".et":
		return refuse(damaged, diag.Text{ZH: "名称是 " + ext + "，内容却不是", EN: "it is named " + ext + ", and is none"})
	case ".heic", ".heif", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff":
		return refuse(foreign, shown, asPicture())
	}
	return refuse(foreign, shown, inOffice())
}

// lockMark begins the name of what Word puts beside a document that is open.
const lockMark = "~$"

// What to do with a file that is not read, by what it is.
func inOffice() diag.Text {
	return diag.Text{
		ZH: "可以导入 docx、xlsx、csv、txt、html；其他文件先用 Word 或者 WPS 打开，另存为 docx 或 xlsx",
		EN: "docx, xlsx, csv, txt and html can be imported; open others in Word or WPS and save them as docx or xlsx",
	}
}

func ofPDF() diag.Text {
	return diag.Text{
		ZH: "有原来的 docx 的，导入 docx；只有 PDF 的，用 Word 打开，另存为 docx，核对以后再导入，或者只作为附件",
		EN: "import the docx that it was made from; where there is none, open the PDF in Word, save it as docx and check it before the import, or publish it as an attachment only",
	}
}

func unpacked() diag.Text {
	return diag.Text{ZH: "先解压，再导入里面的文件", EN: "unpack it, and import the files in it"}
}

func asPicture() diag.Text {
	return diag.Text{
		ZH: "图片不用导入：放到文档旁边，正文里写 ![图上是什么](文件名)，HEIC 先用看图软件另存为 .jpg；图上是文件的，文字要录入",
		EN: "a picture is not imported: put it beside the document and write ![what it shows](its name), a HEIC saved as .jpg first; where it is a scanned document, its words have to be typed",
	}
}

// What is said of a file without bytes, and of one without text.
func noBytes() diag.Text {
	return diag.Text{ZH: "文件是空的（0 字节），多半没有存完或者没有传完", EN: "the file is empty (0 bytes); it was probably not saved, or not sent, to its end"}
}

func askAgain() diag.Text {
	return diag.Text{ZH: "向发来文件的人重新要一份，或者在原来的电脑上重新保存", EN: "ask for it again, or save it again where it comes from"}
}

func noText() diag.Text {
	return diag.Text{ZH: "文件里没有文字", EN: "there is no text in the file"}
}

func lookInside() diag.Text {
	return diag.Text{ZH: "打开看一看：内容是不是都在图片里，或者都隐藏了", EN: "look into it: all may be in a picture, or hidden"}
}

// openDocument returns what a file of LibreOffice is called, "" for any other archive.
func openDocument(data []byte) string {
	head := data[:min(len(data), 200)]
	for mark, name := range map[string]string{"opendocument.text": "odt", "opendocument.spreadsheet": "ods", "opendocument.presentation": "odp"} {
		if bytes.Contains(head, []byte(mark)) {
			return name
		}
	}
	return ""
}

// looksLikeHTML reports whether a file begins as a web page does. What office
// systems export as .xls is most often one.
func looksLikeHTML(data []byte) bool {
	const head = 1024
	start, err := plaintext.Decode(data[:min(len(data), head)], "")
	if err != nil {
		start = string(data[:min(len(data), head)])
	}
	start = strings.ToLower(strings.TrimSpace(start))
	for _, prefix := range []string{"<!doctype html", "<html", "<head", "<meta", "<body", "<table"} {
		if strings.HasPrefix(start, prefix) {
			return true
		}
	}
	return strings.HasPrefix(start, "<?xml") && strings.Contains(start, "<html")
}

// recogniseOffice tells what a file is that begins as an Office file does.
func recogniseOffice(f File) (kind, *diag.Diagnostic) {
	file, err := ooxml.Open(bytes.NewReader(f.Data), int64(len(f.Data)))
	if err != nil {
		if name := openDocument(f.Data); name != "" && errors.Is(err, ooxml.ErrForeign) {
			d := foreign.At(diag.Pos{File: f.Name}, diag.Text{ZH: " OpenDocument 文件（" + name + "）", EN: "an OpenDocument file (" + name + ")"}, inOffice())
			return 0, &d
		}
		return 0, refusal(f.Name, err)
	}
	switch file.Kind() {
	case "docx":
		return kindWord, nil
	case "xlsx":
		return kindWorkbook, nil
	}
	d := foreign.At(diag.Pos{File: f.Name}, diag.Text{ZH: strings.ToUpper(file.Kind()), EN: strings.ToUpper(file.Kind())}, inOffice())
	return 0, &d
}

// refusal says why an Office file cannot be read.
func refusal(name string, err error) *diag.Diagnostic {
	pos := diag.Pos{File: name}
	var d diag.Diagnostic
	switch {
	case errors.Is(err, ooxml.ErrEncrypted):
		d = encrypted.At(pos)
	case errors.Is(err, ooxml.ErrLegacy):
		ext, to := extension(name), "docx"
		if ext == ".xls" || ext == ".et" {
			to = "xlsx"
		}
		d = legacy.At(pos, ext, to)
	case errors.Is(err, ooxml.ErrTooLarge):
		d = tooLarge.At(pos, why(err))
	case err == ooxml.ErrForeign: // by its first bytes
		d = damaged.At(pos, why(err))
	case errors.Is(err, ooxml.ErrForeign):
		d = foreign.At(pos, why(err), unpacked())
	default:
		d = damaged.At(pos, why(err))
	}
	return &d
}

// why says in words why an Office file cannot be read, and where in it.
func why(err error) diag.Text {
	what := ooxml.Reason(err)
	if f := (*ooxml.Fault)(nil); errors.As(err, &f) && f.Part != "" {
		return diag.Text{ZH: f.Part + " " + what.ZH, EN: f.Part + ": " + what.EN}
	}
	return what
}

// declaredCharset matches the encoding that a web page names.
var declaredCharset = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)`)

// text decodes the file.
func (r *reader) text() (string, *diag.Diagnostic) {
	declared := ""
	if r.kind == kindHTML {
		if m := declaredCharset.FindSubmatch(r.file.Data[:min(len(r.file.Data), 4096)]); m != nil {
			declared = string(m[1])
		}
	}
	text, err := plaintext.Decode(r.file.Data, declared)
	if err != nil {
		d := badEncoding.At(r.losses.pos)
		return "", &d
	}
	if encoding, _, _ := diag.Detect("", r.file.Data[:min(len(r.file.Data), fewBytes+1)]); r.kind != kindHTML && len(r.file.Data) <= fewBytes && encoding == diag.GBK {
		r.losses.add(shortGBK, diag.Text{})
	}
	return text, nil
}

// fewBytes is how long a file is at most of which it is said that it was read as GBK.
const fewBytes = 200
