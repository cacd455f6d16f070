package asset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

const (
	// maxImage is the largest picture, in bytes, that is processed.
	maxImage = 64 << 20
	// maxScript is the largest style sheet or script, in bytes, that is minified.
	maxScript = 8 << 20
	// largeAttachment is the size, in bytes, above which an attachment gets a warning.
	largeAttachment = 100 << 20
)

// Open opens a file for reading. It may be called more than once.
type Open func() (io.ReadCloser, error)

// Info is what is said of a file that is offered for download.
type Info struct {
	Size   int64  // bytes
	SHA256 string // 64 hexadecimal digits
	// Width and Height are in pixels, as shown; 0 where the file is no picture.
	Width, Height int
	Raster        Raster
}

// File is a file as it is to be published.
type File struct {
	Info
	// Data are the bytes to publish. nil: those of the source file, to be
	// copied as a stream.
	Data []byte
	// Source is the SHA-256 of the source file, where its bytes are others: 64
	// hexadecimal digits, else "".
	Source string
}

// made describes what is to be published instead of the bytes of a source file.
func made(out, source []byte) File {
	f := File{Info: InfoOf(out), Data: out}
	if !bytes.Equal(out, source) {
		sum := sha256.Sum256(source)
		f.Source = hex.EncodeToString(sum[:])
	}
	return f
}

// Static returns the bytes to publish for a file below static/, or for a
// picture beside a document: minified, or without metadata, or, for other
// kinds, as they are. Where a finding is an error, the file must not be
// published.
func (m *Minifier) Static(name string, data []byte) ([]byte, []diag.Diagnostic) {
	if ds := checkCompressed(name); len(ds) > 0 {
		return data, ds
	}
	if minifiable(name) != "" {
		return m.Minify(name, data)
	}
	if !IsImage(name) {
		return data, nil
	}
	if len(data) > maxImage {
		return data, []diag.Diagnostic{tooLarge(name, int64(len(data)))}
	}
	ds := checkMagic(name, data)
	if len(data) == 0 || diag.HasErrors(ds) {
		return data, ds
	}
	out, facts, err := strip(data)
	if err != nil {
		return data, append(ds, damagedImage.At(diag.Pos{File: name}, because(err)))
	}
	if facts.gps {
		ds = append(ds, located.At(diag.Pos{File: name}))
	}
	return out, ds
}

// StaticFile does for a file of size bytes what [Minifier.Static] does for its
// bytes. What is neither minified nor a picture is read once, as a stream. err
// is a failure to read.
func (m *Minifier) StaticFile(name string, size int64, open Open) (File, []diag.Diagnostic, error) {
	if ds := checkCompressed(name); len(ds) > 0 {
		return File{}, ds, nil
	}
	switch {
	case IsImage(name):
		return m.picture(name, size, open)
	case minifiable(name) == "":
		info, _, _, err := digest(open)
		return File{Info: info}, nil, err
	}
	data, err := readAll(open, maxScript)
	if errors.Is(err, ErrTooLarge) {
		return File{}, []diag.Diagnostic{hugeScript.At(diag.Pos{File: name}, FormatSize(maxScript))}, nil
	}
	if err != nil {
		return File{}, nil, err
	}
	out, ds := m.Static(name, data)
	return made(out, data), ds, nil
}

func tooLarge(name string, size int64) diag.Diagnostic {
	return hugeImage.At(diag.Pos{File: name}, FormatSize(size), FormatSize(maxImage))
}

// Attachment applies the policy for attachments to a file of size bytes and
// says what to publish. A picture is read into memory and loses its metadata;
// any other file is read once, as a stream, whatever its size. Where a finding
// is an error, the file must not be published. err is a failure to read.
func (m *Minifier) Attachment(name string, size int64, open Open) (f File, ds []diag.Diagnostic, err error) {
	if ds = checkName(name); len(ds) > 0 {
		return File{}, ds, nil
	}
	if IsImage(name) {
		return m.picture(name, size, open)
	}
	info, head, tail, err := digest(open)
	if err != nil {
		return File{}, nil, err
	}
	if ds = checkMagic(name, head); len(ds) == 0 && isCut(head, tail, info.Size) {
		ds = append(ds, emptyFile.At(diag.Pos{File: name}, diag.Text{ZH: "文件不完整，后面的一截不在了", EN: "the file is cut: its end is missing"}))
	}
	if info.Size > largeAttachment {
		ds = append(ds, largeFile.At(diag.Pos{File: name}, FormatSize(info.Size), FormatSize(largeAttachment)))
	}
	return File{Info: info}, ds, nil
}

// picture processes an attachment that is a picture.
func (m *Minifier) picture(name string, size int64, open Open) (File, []diag.Diagnostic, error) {
	if size > maxImage {
		return File{}, []diag.Diagnostic{tooLarge(name, size)}, nil
	}
	data, err := readAll(open, maxImage)
	if errors.Is(err, ErrTooLarge) {
		return File{}, []diag.Diagnostic{tooLarge(name, maxImage+1)}, nil // it has grown
	}
	if err != nil {
		return File{}, nil, err
	}
	out, ds := m.Static(name, data)
	return made(out, data), ds, nil
}

func readAll(open Open, most int64) ([]byte, error) {
	r, err := open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return ReadAll(r, most)
}

// ErrTooLarge is returned for what has more bytes than are to be read.
var ErrTooLarge = errors.New("the file is too large")

// ReadAll is io.ReadAll for what has no more than most bytes. Of a file with more
// nothing is read.
func ReadAll(r io.Reader, most int64) ([]byte, error) {
	if f, ok := r.(fs.File); ok {
		info, err := f.Stat()
		if err != nil {
			return nil, err
		}
		if info.Size() > most {
			return nil, ErrTooLarge
		}
	}
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(data)) > most {
		return nil, ErrTooLarge
	}
	return data, err
}

// InfoOf describes bytes that are to be published.
func InfoOf(data []byte) Info {
	sum := sha256.Sum256(data)
	info := Info{Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:])}
	if w, h, err := imageSize(data); err == nil {
		info.Width, info.Height = w, h
		info.Raster = readHeaders(data).raster
	}
	return info
}

// digest describes a file that is to be published as it is, and returns its first and
// its last bytes. It reads the file as a stream: a film of a gigabyte takes no more
// memory than a letter.
func digest(open Open) (info Info, head, last []byte, err error) {
	r, err := open()
	if err != nil {
		return Info{}, nil, nil, err
	}
	defer r.Close()
	head = make([]byte, sniffLength)
	n, err := io.ReadFull(r, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return Info{}, nil, nil, err
	}
	head = head[:n]
	h, end := sha256.New(), &tail{last: slices.Clone(head)}
	h.Write(head)
	rest, err := io.CopyBuffer(io.MultiWriter(h, end), onlyReader{r}, make([]byte, 256<<10))
	if err != nil {
		return Info{}, nil, nil, err
	}
	return Info{Size: int64(n) + rest, SHA256: hex.EncodeToString(h.Sum(nil))}, head, end.last, nil
}

// tailLength is how many bytes at the end of a file may stand behind the last record of a
// ZIP archive, with that record.
const tailLength = 22 + 1<<16 - 1

// tail keeps the last bytes of what is written to it.
type tail struct{ last []byte }

func (t *tail) Write(p []byte) (int, error) {
	t.last = append(t.last, p[max(0, len(p)-tailLength):]...)
	if more := len(t.last) - tailLength; more > 0 {
		t.last = t.last[:copy(t.last, t.last[more:])]
	}
	return len(p), nil
}

// linearLength is what a PDF that is made for the Web says of its length, near its beginning.
var linearLength = regexp.MustCompile(`/Linearized\b[^>]*?/L\s+(\d{1,18})\b`)

// isCut reports whether the end of a file is missing, surely: a ZIP archive without its last
// record, a PDF with nothing of how one ends, or shorter than it says.
func isCut(head, last []byte, size int64) bool {
	switch sniff(head) {
	case magicZip:
		return !bytes.Contains(last, []byte("PK\x05\x06"))
	case magicPDF:
		if m := linearLength.FindSubmatch(head[:min(len(head), 1024)]); m != nil {
			ends := bytes.HasSuffix(bytes.TrimRight(last, "\r\n\x00 "), []byte("%%EOF"))
			if n, err := strconv.ParseInt(string(m[1]), 10, 64); err == nil && n > size && !ends {
				return true
			}
		}
		return !bytes.Contains(last, []byte("%%EOF")) && !bytes.Contains(last, []byte("startxref"))
	}
	return false
}

// onlyReader hides other methods of a reader, so that CopyBuffer uses its buffer.
type onlyReader struct{ io.Reader }

// checkName applies the policy that the name alone decides.
func checkName(name string) []diag.Diagnostic {
	ext := extension(name)
	if why, ok := dangerous(ext); ok {
		return []diag.Diagnostic{refusedKind.At(diag.Pos{File: name}, ext, why)}
	}
	if !formats[ext].attach {
		shown := diag.Text{ZH: "（没有扩展名）", EN: "(no extension)"}
		if ext != "" {
			shown = diag.Text{ZH: " ." + ext + " ", EN: "." + ext}
		}
		return []diag.Diagnostic{unknownKind.At(diag.Pos{File: name}, shown, strings.Join(attachable(), " "))}
	}
	return nil
}

// dangerous says why files of an extension are never published.
func dangerous(ext string) (why diag.Text, yes bool) {
	switch ext {
	case "exe", "com", "scr", "pif", "msi", "msp", "dll", "sys", "cpl", "apk", "ipa", "jar", "class", "app", "dmg", "pkg",
		"deb", "rpm", "run", "bin", "elf", "so", "lnk", "url", "reg", "inf", "chm", "hlp", "iso", "img":
		return diag.Text{ZH: "它是程序，或会启动程序", EN: "it is a program, or starts one"}, true
	case "bat", "cmd", "ps1", "vbs", "vbe", "js", "mjs", "jse", "wsf", "wsh", "hta", "sh", "py", "php", "asp", "aspx", "jsp",
		"pl", "rb", "lua", "swf":
		return diag.Text{ZH: "它是脚本", EN: "it is a script"}, true
	case "html", "htm", "xhtml", "shtml", "mht", "mhtml", "xml", "xsl":
		return diag.Text{ZH: "它是网页，可以夹带脚本", EN: "it is a web page and can carry scripts"}, true
	case "docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm", "potm", "ppsm", "wpsm", "etm":
		return diag.Text{ZH: "它带有宏", EN: "it has macros"}, true
	}
	return diag.Text{}, false
}

// checkMagic compares the name of a file with its first bytes.
func checkMagic(name string, head []byte) []diag.Diagnostic {
	pos, ext := diag.Pos{File: name}, extension(name)
	isPicture := formats[ext].label == pictureLabel
	switch {
	case len(head) == 0 && isPicture:
		return []diag.Diagnostic{noPicture.At(pos, diag.Text{ZH: "文件是空的（0 字节）", EN: "the file is empty (0 bytes)"}, diag.Text{
			ZH: "多半是复制或下载没有完成，重新复制一份", EN: "copying or downloading was probably not finished; copy it again",
		})}
	case len(head) == 0:
		return []diag.Diagnostic{emptyFile.At(pos, diag.Text{ZH: "文件是空的（0 字节）", EN: "the file is empty (0 bytes)"})}
	}
	got := sniff(head)
	for _, want := range formats[ext].accepts {
		if got == want {
			return textOnly(pos, ext, head)
		}
	}
	switch got {
	case magicProgram:
		return []diag.Diagnostic{disguised.At(pos, ext, got.text(), diag.Text{
			ZH: "不要发布，先查杀病毒并弄清文件来源",
			EN: "do not publish it; scan it for malware and find out where it comes from",
		})}
	case magicSVG:
		return []diag.Diagnostic{disguised.At(pos, ext, got.text(), diag.Text{
			ZH: "把扩展名改为 .svg",
			EN: "name it .svg",
		})}
	case magicHTML:
		return []diag.Diagnostic{disguised.At(pos, ext, got.text(), diag.Text{
			ZH: "业务系统导出的表格，用 Excel 打开后另存为 xlsx；来源不明的不要发布",
			EN: "if a system exported it as a table, open it in Excel and save it as xlsx; otherwise do not publish it",
		})}
	}
	if isPicture && !slices.Contains(shownAsPictures, got) {
		return []diag.Diagnostic{noPicture.At(pos, diag.Text{
			ZH: "扩展名是 ." + ext + "，内容却是" + got.text().ZH, EN: "the name says ." + ext + ", but the content is " + got.text().EN,
		}, got.asPicture())}
	}
	return []diag.Diagnostic{contradiction.At(pos, ext, got.text())}
}

// shownAsPictures are what browsers show as a picture, whatever its name; that of AVIF
// is the mark of films.
var shownAsPictures = []magic{magicJPEG, magicPNG, magicGIF, magicWebP, magicMP4}

// asPicture says how to get a picture of a file that is none.
func (m magic) asPicture() diag.Text {
	if m == magicHEIC {
		return diag.Text{
			ZH: "改扩展名没有用。用“画图”或者看图软件打开，另存为 .jpg；以后拍的，iPhone 上“设置—相机—格式”选“兼容性最佳”",
			EN: "another extension does not help: open it in a viewer and save it as .jpg; for pictures to come, choose Most Compatible under Settings, Camera, Formats on the iPhone",
		}
	}
	return diag.Text{ZH: "用原来的软件打开，另存为或者导出为 .jpg 或 .png", EN: "open it in its own program, and save or export it as .jpg or .png"}
}

// textOnly finds a txt or csv file that is no text: it has a NUL.
func textOnly(pos diag.Pos, ext string, head []byte) []diag.Diagnostic {
	utf16 := bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
	if (ext == "txt" || ext == "csv") && !utf16 && bytes.IndexByte(head, 0) >= 0 {
		return []diag.Diagnostic{contradiction.At(pos, ext, magicNone.text())}
	}
	return nil
}

// text names a kind of file in messages.
func (m magic) text() diag.Text {
	switch m {
	case magicProgram:
		return diag.Text{ZH: "程序", EN: "a program"}
	case magicHTML:
		return diag.Text{ZH: "网页", EN: "a web page"}
	case magicNone:
		return diag.Text{ZH: "无法识别的数据", EN: "of no known kind"}
	}
	names := map[magic]string{
		magicPDF: "PDF", magicZip: "ZIP (docx, xlsx, pptx, ofd)", magicOLE: "Office 97–2003 (doc, xls, ppt)", magicRTF: "RTF",
		magicRAR: "RAR", magic7z: "7z", magicGzip: "gzip", magicJPEG: "JPEG", magicPNG: "PNG", magicGIF: "GIF",
		magicWebP: "WebP", magicSVG: "SVG", magicMP4: "MP4", magicMP3: "MP3", magicHEIC: "HEIC",
	}
	if name, ok := names[m]; ok {
		return diag.Text{ZH: " " + name, EN: name}
	}
	return diag.Text{ZH: fmt.Sprintf(" magic(%d)", m), EN: fmt.Sprintf("magic(%d)", m)}
}
