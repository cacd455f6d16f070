package pdf

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/diag"
)

// rest visits what is in the file beside what its pages draw: all strings, all streams
// that nothing has read, and what stands between objects.
func (d *document) rest() {
	for _, line := range d.asides {
		d.string(Place{}.as("注释", "comment"), line)
	}
	for i := range d.list {
		if d.err != nil || d.work < 0 {
			return
		}
		v := d.load(int32(i))
		of, _ := v.(dict)
		if s, ok := v.(*stream); ok {
			of = s.dict
		}
		d.strings(d.placeOf(int32(i)), v, 0)
		d.photograph(int32(i), v)
		d.passOver(of)
		d.attach(of)
	}
	for i := range d.list {
		if d.err != nil || d.work < 0 {
			return
		}
		if d.list[i].to > 0 && !d.used[int32(i)] {
			if s, ok := d.load(int32(i)).(*stream); ok {
				d.loose(int32(i), s)
			}
		}
	}
}

// placeOf is the place of an object as a whole.
func (d *document) placeOf(i int32) Place {
	number := d.list[i].number
	if d.current[number] != i {
		return Place{Old: true}
	}
	return Place{Page: d.pageOf[number]}
}

func sortedKeys(of dict) []name { return slices.Sorted(maps.Keys(of)) }

// attach notes the name of an embedded file.
func (d *document) attach(of dict) {
	for _, v := range d.dict(of["EF"]) {
		if r, ok := v.(ref); ok {
			for _, key := range []name{"UF", "F"} {
				if s, ok := d.get(of[key]).(str); ok && d.attached[int(r)] == "" {
					d.attached[int(r)] = decodeString(s)
				}
			}
		}
	}
}

// passOver notes the streams that an object has and that are no text: programs of
// fonts, colours, masks.
func (d *document) passOver(of dict) {
	for _, key := range []name{"FontFile", "FontFile2", "FontFile3", "CIDSet", "CIDToGIDMap", "ToUnicode", "SMask", "Mask", "Thumb", "Function", "TR", "HT", "DestOutputProfile"} {
		d.useRef(of[key])
	}
	for _, v := range d.dict(of["CharProcs"]) {
		d.useRef(v) // they draw letters
	}
	for _, key := range []name{"Encoding", "UseCMap"} {
		if s, ok := d.get(of[key]).(*stream); ok && s != nil {
			d.useRef(of[key])
		}
	}
}

// strings visits all strings within a value.
func (d *document) strings(at Place, v any, depth int) {
	if depth > maxDepth || d.err != nil {
		return
	}
	switch v := v.(type) {
	case *stream:
		d.strings(at, v.dict, depth)
	case str: // an object of its own
		if telling(decodeString(v)) {
			d.string(at.as(internal, "internal"), v)
		}
	case name:
		d.numbered(at, v)
	case array:
		if len(v) > 0 && (v[0] == name("Indexed") || v[0] == name("I")) {
			return // a table of colours
		}
		for _, one := range v {
			if s, ok := one.(str); ok {
				if text := decodeString(s); telling(text) {
					d.string(at.as(internal, "internal"), s)
				}
			} else {
				d.strings(at, one, depth+1)
			}
		}
	case dict:
		d.active(v)
		for _, key := range sortedKeys(v) {
			d.numbered(at, key)
			switch one := v[key].(type) {
			case str:
				if !technical(v, key, one) {
					d.string(at.as(keyWords(v, key)), one)
				}
			case array, dict, name:
				if key != "Headers" && key != "ID" {
					d.strings(at, one, depth+1)
				}
			}
		}
	}
}

// active notes an action that runs something (ISO 32000-1, 12.6.4): when the file is opened,
// when a page is shown, when somebody clicks. One that shows a place or an address does not.
func (d *document) active(of dict) {
	switch d.name(of["S"]) {
	case "JavaScript":
		d.miss(Active, 0, diag.Text{ZH: "脚本（JavaScript）", EN: "a script (JavaScript)"})
	case "Launch":
		d.miss(Active, 0, diag.Text{ZH: "启动程序或打开文件的动作", EN: "an action that starts a program or opens a file"})
	}
}

// numbered visits a name that has as many digits as a telephone number: of a place in the
// file, most often, which was named after what is there.
func (d *document) numbered(at Place, n name) {
	if digits([]byte(n)) {
		d.string(at.as(internal, "internal"), str(n))
	}
}

// digits reports whether a text has as many digits as a telephone number.
func digits(s []byte) bool {
	const phone = 11
	n := 0
	for _, c := range s {
		if '0' <= c && c <= '9' {
			n++
		}
	}
	return n >= phone
}

// technical reports whether a string is one that programs give: sums, keys,
// signatures, times; and of what is not known to be text, all that says nothing.
func technical(of dict, key name, s str) bool {
	switch key {
	case "ID", "O", "U", "OE", "UE", "Perms", "CharSet", "CheckSum", "Cert", "Panose", "Ordering", "Registry", "FontFamily", "Lang":
		return true
	case "CreationDate", "ModDate", "SourceModified", "M":
		return bytes.HasPrefix(s, []byte("D:")) || !telling(decodeString(s))
	case "Contents":
		return of["ByteRange"] != nil // a signature
	case "ActualText":
		return utf8.RuneCountInString(decodeString(s)) < 2 // Chromium writes one for many a letter
	}
	zh, _ := keyWords(of, key)
	return strings.HasPrefix(zh, internal) && !telling(decodeString(s))
}

// internal begins the words for what is not known to be text.
const internal = "内部数据"

// telling reports whether a text may be more than the name of something: it has letters
// beyond ASCII, as many digits as a telephone number, an address.
func telling(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= utf8.RuneSelf, r == '@':
			return true
		case '0' <= r && r <= '9':
			digits++
		}
	}
	return digits >= 11 || strings.Contains(s, "://")
}

// keyWords says what a string in a dictionary is.
func keyWords(of dict, key name) (zh, en string) {
	switch key {
	case "Author", "Creator", "Producer", "Subject", "Keywords", "Company", "Manager", "SourceModified", "CreationDate", "ModDate":
		if of["Subtype"] == nil {
			return "文档属性 " + propertyName(key), "property " + string(key)
		}
	case "Title":
		if of["Parent"] == nil && of["Dest"] == nil && of["A"] == nil {
			return "文档属性 标题", "property Title"
		}
		return "书签", "bookmark"
	case "Contents", "RC", "Subj":
		return "批注", "annotation"
	case "V", "DV", "RV", "TU", "TM", "Opt":
		return "表单域", "form field"
	case "T":
		if of["FT"] != nil || of["Kids"] != nil || of["Parent"] != nil {
			return "表单域 名称", "form field, name"
		}
		return "批注 作者", "annotation, author"
	case "ActualText", "Alt", "E":
		return "替代文字", "alternative text"
	case "URI":
		return "链接的地址", "address of a link"
	case "JS":
		return "脚本", "script"
	case "F", "UF", "Desc":
		return "附件名称", "name of an attachment"
	}
	return internal + " " + string(key), "internal " + string(key)
}

// propertyName names a property as programs that show PDF do.
func propertyName(key name) string {
	switch key {
	case "Author":
		return "作者"
	case "Creator":
		return "创建程序"
	case "Producer":
		return "制作程序"
	case "Subject":
		return "主题"
	case "Keywords":
		return "关键字"
	}
	return string(key)
}

// string visits one string, if it is text.
func (d *document) string(at Place, s str) {
	if text := decodeString(s); legible(text) {
		d.text(at, true, text)
	}
}

// decodeString returns the characters of a string outside of pages (ISO 32000-1,
// 7.9.2): UTF-16 or UTF-8 with a mark; else what it most probably is, for programs of
// China write GBK.
func decodeString(s []byte) string {
	switch {
	case bytes.HasPrefix(s, []byte("\xfe\xff")):
		return utf16Text(s[2:])
	case bytes.HasPrefix(s, []byte("\xff\xfe")):
		swapped := make([]byte, len(s)&^1)
		for i := 0; i+1 < len(s); i += 2 {
			swapped[i], swapped[i+1] = s[i+1], s[i]
		}
		return utf16Text(swapped[2:])
	case bytes.HasPrefix(s, []byte("\xef\xbb\xbf")):
		return strings.ToValidUTF8(string(s[3:]), "\uFFFD")
	case utf8.Valid(s):
		return string(s)
	}
	if text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(s); err == nil && !bytes.Contains(text, []byte("\uFFFD")) {
		return string(text)
	}
	var text strings.Builder
	for _, c := range s {
		one, _ := baseText("", c)
		text.WriteString(one)
	}
	return text.String()
}

// legible reports whether a text has no characters that nobody types.
func legible(s string) bool {
	for _, r := range s {
		if unicode.IsControl(r) && !unicode.IsSpace(r) && r != 0x1b {
			return false
		}
	}
	return s != ""
}

// loose reads a stream that nothing has read: a file that is embedded, metadata, what
// drew a page before it was changed, or data of no known kind.
func (d *document) loose(i int32, s *stream) {
	at := d.placeOf(i)
	number := d.list[i].number
	kind, subtype := d.name(s.dict["Type"]), d.name(s.dict["Subtype"])
	switch {
	case kind == "XRef", kind == "ObjStm", kind == "CMap", subtype == "Image", subtype == "Type1C", subtype == "CIDFontType0C", subtype == "OpenType",
		s.dict["Length1"] != nil, s.dict["FunctionType"] != nil, s.dict["ShadingType"] != nil, s.dict["N"] != nil:
		if subtype == "Image" {
			d.loosePicture(i, s)
		}
		return
	}
	data := d.decode(s)
	switch {
	case len(data) == 0:
		if len(s.raw) > 0 && len(bytes.TrimSpace(s.raw)) > 0 && d.left > 0 {
			d.miss(Foreign, 0, diag.Text{ZH: "有的内部数据解不开", EN: "some internal data cannot be unpacked"})
		}
	case kind == "EmbeddedFile" || d.attached[number] != "":
		d.file(at.as("附件", "attachment"), d.attached[number], data)
	case kind == "Metadata", subtype == "XML", bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")):
		d.file(at.as("元数据", "metadata"), "", data)
	case bytes.Contains(data, []byte("begincmap")): // of a font that nothing uses any more
	case draws(data):
		d.stale(s, data, Place{Old: true})
	case utf8.Valid(data) && legible(string(data)):
		for line := range strings.SplitSeq(string(data), "\n") {
			if telling(line) {
				d.text(at.as(internal, "internal"), true, line)
			}
		}
	case spaced(data):
		d.stale(s, data, Place{Old: true})
	default:
		d.miss(Foreign, 0, diag.Text{ZH: "有不认识的内部数据", EN: "internal data of no known kind"})
	}
}

// photograph hands on a picture that is kept as the camera has written it, with what
// that says of its owner and of where it was.
func (d *document) photograph(i int32, v any) {
	s, ok := v.(*stream)
	if !ok || s.dict["Subtype"] != name("Image") {
		return
	}
	if filters, _ := d.filters(s.dict); len(filters) == 1 && filters[0] == "DCTDecode" {
		d.file(d.placeOf(i).as("图片", "picture"), "", s.raw)
	}
}

// loosePicture notes a picture that no page shows.
func (d *document) loosePicture(i int32, s *stream) {
	if isLegible(d.number(s.dict["Width"]), d.number(s.dict["Height"])) {
		d.miss(Pictures, 0, diag.Text{})
		d.handOn(d.placeOf(i).as("没有显示的图片", "picture that no page shows"), s)
	}
}

// file hands on a file within the file.
func (d *document) file(at Place, name string, data []byte) {
	if d.err == nil {
		d.err = d.sink.File(at, name, data)
	}
}

// draws reports whether data are operators that draw text.
func draws(data []byte) bool {
	return bytes.Contains(data, []byte("BT")) && bytes.Contains(data, []byte("ET")) && (bytes.Contains(data, []byte("Tj")) || bytes.Contains(data, []byte("TJ")))
}

// spaced reports whether data look like operators that draw anything.
func spaced(data []byte) bool {
	head := data[:min(len(data), 512)]
	plain := 0
	for _, c := range head {
		if c >= ' ' && c < utf8.RuneSelf || isSpace(c) && c != 0 {
			plain++
		}
	}
	return plain*10 > len(head)*9
}

// stale reads what drew something before.
func (d *document) stale(s *stream, data []byte, at Place) {
	p := &page{place: at}
	resources := d.dict(s.dict["Resources"])
	w := &drawing{d: d, page: p, resources: resources, state: newGraphics()}
	w.run(data)
	p.visit(d)
}
