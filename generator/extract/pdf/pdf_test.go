package pdf

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// file writes objects with a table of contents, the first of which is the catalog.
func file(objects ...string) []byte { return update(nil, "", objects...) }

// update appends objects to a file; the first of objects has a number after a blank
// where more are only replaced.
func update(before []byte, trailer string, objects ...string) []byte {
	b := bytes.NewBuffer(bytes.Clone(before))
	if before == nil {
		b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	}
	for i, o := range objects {
		number := i + 1
		if n, rest, ok := strings.Cut(o, "="); ok && len(n) < 4 {
			fmt.Sscan(n, &number)
			o = rest
		}
		fmt.Fprintf(b, "%d 0 obj\n%s\nendobj\n", number, o)
	}
	fmt.Fprintf(b, "xref\n0 1\n0000000000 65535 f\ntrailer\n<</Root 1 0 R %s>>\nstartxref\n0\n%%%%EOF\n", trailer)
	return b.Bytes()
}

// packed is a stream.
func packed(of, data string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", of, len(data), data)
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

const (
	catalog = "<</Type/Catalog/Pages 2 0 R>>"
	tree    = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
	onePage = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
	latin   = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
)

// drawnBy is a file of one page that operators draw, with a font.
func drawnBy(content, font string, more ...string) []byte {
	return file(append([]string{catalog, tree, onePage, packed("", content), font}, more...)...)
}

// read lists what is in a file: "place*: cell | cell"; and what was not read: "why pages".
func read(t testing.TB, data []byte) (texts, unread []string) {
	t.Helper()
	const limit = 8 << 20
	result, err := Read(data, limit, Sink{
		Text: func(x Text) error {
			var row []string
			for _, c := range x.Cells {
				row = append(row, c.Text)
			}
			hidden := ""
			if x.Hidden {
				hidden = "*"
			}
			texts = append(texts, x.Place.Text().ZH+hidden+": "+strings.Join(row, " | "))
			return nil
		},
		File: func(at Place, name string, data []byte) error {
			texts = append(texts, fmt.Sprintf("%s file %q: %s", at.Text().ZH, name, data))
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range result.Unread {
		unread = append(unread, fmt.Sprintf("%d %v", u.Why, u.Pages))
	}
	return texts, unread
}

func sees(t *testing.T, data []byte, want ...string) {
	t.Helper()
	got, _ := read(t, data)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("no %q in\n%s", w, strings.Join(got, "\n"))
		}
	}
}

// TestLines: a number is one, however it is drawn.
func TestLines(t *testing.T) {
	for name, content := range map[string]string{
		"one string":          `BT /F 10 Tf 50 700 Td (13800138000) Tj ET`,
		"several strings":     `BT /F 10 Tf 50 700 Td [(138) 20 (0013) -30 (8000)] TJ ET`,
		"digit by digit":      `BT /F 10 Tf 50 700 Td (1) Tj 5 0 Td (3) Tj 5 0 Td (8) Tj 5 0 Td (00138000) Tj ET`,
		"in any order":        `BT /F 10 Tf 65 700 Td (00138000) Tj ET BT /F 10 Tf 50 700 Td (138) Tj ET`,
		"two fonts, raised":   `BT /F 10 Tf 50 700 Td (138) Tj /F 9 Tf 2 Ts (00138000) Tj ET`,
		"drawn twice":         `BT /F 10 Tf 50 700 Td (13800138000) Tj ET BT /F 10 Tf 50.3 700 Td (13800138000) Tj ET`,
		"from bottom to top":  `BT /F 10 Tf 0 1 -1 0 300 100 Tm (138) Tj (00138000) Tj ET`,
		"from top to bottom":  `BT /F 10 Tf 0 -1 1 0 300 700 Tm (138) Tj (00138000) Tj ET`,
		"upside down":         `BT /F 10 Tf -1 0 0 -1 300 700 Tm (138) Tj (00138000) Tj ET`,
		"scaled":              `q 2 0 0 2 0 0 cm BT /F 5 Tf 25 350 Td (138) Tj (00138000) Tj ET Q`,
		"quote operators":     `BT /F 10 Tf 12 TL 50 700 Td (13800138000) ' ET`,
		"octal and escapes":   `BT /F 10 Tf 50 700 Td (\0613\070\0600138\` + "\n" + `000) Tj ET`,
		"hexadecimal":         `BT /F 10 Tf 50 700 Td <31 33 38 3030 3133 38303030> Tj ET`,
		"behind a picture":    `BT /F 10 Tf 50 700 Td (138) Tj ET BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI BT /F 10 Tf 65 700 Td (00138000) Tj ET`,
		"with damage":         `BT /F 10 Tf 50 700 Td ) ] >> } (13800138000) Tj ET [`,
		"numbers without end": `BT /F 10 Tf 50 700 Td ---5 .. 1.2.3 (13800138000) Tj ET`,
	} {
		t.Run(name, func(t *testing.T) {
			if name == "quote operators" || name == "numbers without end" || name == "with damage" {
				got, _ := read(t, drawnBy(content, latin))
				if len(got) != 1 || !strings.HasSuffix(got[0], "13800138000") {
					t.Errorf("got %q", got)
				}
				return
			}
			if got, _ := read(t, drawnBy(content, latin)); !slices.Equal(got, []string{"第 1 页: 13800138000"}) {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestCells: what stands apart, or has a rule between, is in two cells.
func TestCells(t *testing.T) {
	for name, content := range map[string]string{
		"apart":          `BT /F 10 Tf 50 700 Td (12) Tj 40 0 Td (34) Tj ET`,
		"a line between": `60 690 m 60 720 l S BT /F 10 Tf 49 700 Td (12) Tj 12 0 Td (34) Tj ET`,
		"a thin box":     `60 690 0.5 30 re f BT /F 10 Tf 49 700 Td (12) Tj 12 0 Td (34) Tj ET`,
	} {
		if got, _ := read(t, drawnBy(content, latin)); !slices.Equal(got, []string{"第 1 页: 12 | 34"}) {
			t.Errorf("%s: %q", name, got)
		}
	}
	// A number that is too long for its column goes on below: in a table with rules,
	// and in one without.
	sees(t, drawnBy(`40 690 80 60 re S 75 690 m 75 750 l S 120 690 40 60 re S BT /F 10 Tf 49 720 Td (1) Tj 30 6 Td (110101) Tj 0 -12 Td (1990) Tj 45 0 Td (x) Tj ET`, latin), "第 1 页: 1 | 110101\n1990 | x")
	sees(t, drawnBy(`BT /F 10 Tf 49 720 Td (name) Tj 60 0 Td (110101) Tj 0 -12 Td (1990) Tj ET`, latin), "第 1 页: name | 110101\n1990")
	sees(t, drawnBy(`BT /F 10 Tf 49 720 Td (name) Tj 60 0 Td (text) Tj 0 -12 Td (1990) Tj ET`, latin), "第 1 页: name | text", "第 1 页: 1990")
	sees(t, drawnBy(`0 0 595 842 re W n BT /F 10 Tf 49 720 Td (line) Tj 0 -12 Td (next) Tj ET`, latin), "第 1 页: line", "第 1 页: next")
	sees(t, drawnBy(`60 600 m 60 650 l S BT /F 10 Tf 49 700 Td (12) Tj 12 0 Td (34) Tj ET`, latin), "第 1 页: 1234")
}

// TestFonts: every way in which a font says which characters it shows.
func TestFonts(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("张某1")
	if err != nil {
		t.Fatal(err)
	}
	toUnicode := packed("", "/CIDInit begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0005> <5F20> endbfchar 2 beginbfrange <0010> <0019> <0030> <0020> <0021> [<67D0> <674E>] endbfrange endcmap")
	composite := func(more string) string {
		return "<</Type/Font/Subtype/Type0/BaseFont/A/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/CIDSystemInfo<</Ordering(GB1)>>>>]" + more + ">>"
	}
	for _, c := range []struct{ name, shown, font, want string }{
		{"ToUnicode", "<000500200011001300180021>", composite("/Encoding/Identity-H/ToUnicode 6 0 R"), "张某138李"},
		{"GBK", "<" + hex.EncodeToString([]byte(gbk)) + ">", composite("/Encoding/GBK-EUC-H"), "张某1"},
		{"UCS2", "<5F2067D00031>", composite("/Encoding/UniGB-UCS2-H"), "张某1"},
		{"UTF16", "<D842DFB7>", composite("/Encoding/UniGB-UTF16-H"), "𠮷"},
		{"the first glyphs of GB1", "<001200140019>", composite("/Encoding/Identity-H"), "138"},
		{"differences", "<010203>", "<</Type/Font/Subtype/Type1/Encoding<</Differences[1/one/uni5F20/u1F600]>>>>", "1张😀"},
		{"WinAnsi", "(1-\\226)", latin, "1-–"},
		{"no encoding", "(138)", "<</Type/Font/Subtype/TrueType>>", "138"},
		{"Type3", "<01>", "<</Type/Font/Subtype/Type3/FontMatrix[1 0 0 1 0 0]/Encoding<</Differences[1/seven]>>>>", "7"},
		{"a radical", "<0001>", composite("/Encoding/Identity-H/ToUnicode 7 0 R"), "民"},
	} {
		data := drawnBy("BT /F 10 Tf 50 700 Td "+c.shown+" Tj ET", c.font, toUnicode, packed("", "1 beginbfchar <0001> <2EA0> endbfchar"))
		if got, unread := read(t, data); !slices.Equal(got, []string{"第 1 页: " + c.want}) || unread != nil {
			t.Errorf("%s: %q %q", c.name, got, unread)
		}
	}
	_, unread := read(t, drawnBy("BT /F 10 Tf 50 700 Td <"+strings.Repeat("0FFF", 11)+"> Tj ET", composite("/Encoding/Identity-H")))
	if !slices.Equal(unread, []string{fmt.Sprint(uint8(Unmapped), " [1]")}) {
		t.Errorf("a font without characters is %q", unread)
	}
}

// TestVague: letters whose table says nothing of them are not taken for read, few as they
// are where the rest of a number is known. Signs of a font without digits are no number.
func TestVague(t *testing.T) {
	font := func(table string) (font, toUnicode string) {
		return "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2>>]/ToUnicode 6 0 R>>",
			packed("", "1 begincodespacerange <0000> <FFFF> endcodespacerange "+table+" endcmap")
	}
	chars := func(to func(digit int) int, digits ...int) string {
		table := fmt.Sprint(len(digits), " beginbfchar")
		for _, n := range digits {
			table += fmt.Sprintf(" <%04X> <%04X>", 100+n, to(n))
		}
		return table + " endbfchar"
	}
	all := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	itself := func(n int) int { return '0' + n }
	always := func(r int) func(int) int { return func(int) int { return r } }
	shown := "BT /F 10 Tf 50 700 Td <"
	for _, c := range "13800138765" {
		shown += fmt.Sprintf("%04X", 100+c-'0')
	}
	shown += "> Tj ET"
	ranges := "10 beginbfrange"
	for _, n := range all {
		ranges += fmt.Sprintf(" <%04X> <%04[1]X> <25A1>", 100+n)
	}
	for name, c := range map[string]struct {
		table  string
		unread bool
	}{
		"digits":                       {chars(itself, all...), false},
		"boxes":                        {chars(always('□'), all...), true},
		"blanks":                       {chars(always(' '), all...), true},
		"half of them":                 {chars(itself, 0, 1, 3, 8), true},
		"a few that are no digits":     {chars(always('○'), all[:4]...) + " " + chars(itself, 5, 6, 7, 8), false},
		"ranges of one code, to boxes": {ranges + " endbfrange", true},
	} {
		f, toUnicode := font(c.table)
		_, unread := read(t, drawnBy(shown, f, toUnicode))
		if c.unread != slices.Equal(unread, []string{fmt.Sprint(uint8(Unmapped), " [1]")}) || !c.unread && unread != nil {
			t.Errorf("%s: %v", name, unread)
		}
	}
}

// TestBetween: numbers that are in no page, no property and no stream.
func TestBetween(t *testing.T) {
	whole := drawnBy("", latin, "(13800138001)", "<</Dests<</P13800138002[3 0 R/Fit]>>>>", "[/N13800138003]")
	whole = bytes.Replace(whole, []byte("xref\n"), []byte("% 13800138004\nxref\n"), 1)
	whole = append(whole, "13800138005\n% 13800138006\n"...)
	got, unread := read(t, whole)
	want := []string{"注释*: % 13800138004", "注释*: % 13800138006", "注释*: 13800138005", "内部数据*: 13800138001", "内部数据*: P13800138002", "内部数据*: N13800138003"}
	if !slices.Equal(got, want) || unread != nil {
		t.Errorf("%q %q, want %q", got, unread, want)
	}
	if got, unread := read(t, drawnBy("", latin)); got != nil || unread != nil { // its table of contents is no number
		t.Errorf("%q %q", got, unread)
	}
}

// TestFilters: a page is read however it is packed.
func TestFilters(t *testing.T) {
	const content = "BT /F 10 Tf 50 700 Td (13800138000) Tj ET"
	a85 := make([]byte, ascii85.MaxEncodedLen(len(content)))
	a85 = a85[:ascii85.Encode(a85, []byte(content))]
	var up strings.Builder // the PNG predictor Up, in rows of seven bytes
	for i := 0; i < len(content); i += 7 {
		up.WriteByte(2)
		for j := i; j < min(i+7, len(content)); j++ {
			above := byte(0)
			if i > 0 {
				above = content[j-7]
			}
			up.WriteByte(content[j] - above)
		}
	}
	for name, stream := range map[string]string{
		"none":               packed("", content),
		"flate":              packed("/Filter/FlateDecode", deflated(content)),
		"cut off":            packed("/Filter/FlateDecode", deflated(content + strings.Repeat(" ", 100))[:len(deflated(content))-6]),
		"hex":                packed("/Filter/ASCIIHexDecode", hex.EncodeToString([]byte(content))+">"),
		"85":                 packed("/Filter/A85", string(a85)+"~>"),
		"chain":              packed("/Filter[/AHx/Fl]", hex.EncodeToString([]byte(deflated(content)))+">"),
		"runs":               packed("/Filter/RunLengthDecode", string(byte(len(content)-1))+content+"\x80"),
		"predictor":          packed("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>", deflated(up.String())),
		"lzw":                packed("/Filter/LZWDecode", packLZW(content+strings.Repeat(" ", 3000))),
		"a length that lies": strings.Replace(packed("", content), fmt.Sprint("/Length ", len(content)), "/Length 7", 1),
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := read(t, file(catalog, tree, onePage, stream, latin))
			if len(got) != 1 || !strings.HasPrefix(got[0], "第 1 页: 1380") {
				t.Errorf("got %q", got)
			}
		})
	}
}

// packLZW packs as PDF wants it. compress/lzw lacks the early change of width, so that
// codes are written here: all of nine bits, with a clear before the table is full.
func packLZW(s string) string {
	var out []byte
	var bits uint32
	have := 0
	put := func(code int) {
		bits, have = bits<<9|uint32(code), have+9
		for have >= 8 {
			out = append(out, byte(bits>>(have-8)))
			have -= 8
		}
	}
	for i := range len(s) {
		if i%200 == 0 {
			put(256)
		}
		put(int(s[i]))
	}
	put(257)
	put(0)
	return string(out)
}

// TestLZW: codes of all widths, compared with the packer of another program: of TIFF,
// which changes early, too, the library has none, so that one without early change is
// compared as far as both agree.
func TestLZW(t *testing.T) {
	var b bytes.Buffer
	w := lzw.NewWriter(&b, lzw.MSB, 8)
	const text = "abababababab-aaaaaaaaaaaaaaaaaaaaaaaaa-13800138000"
	w.Write([]byte(text))
	w.Close()
	if got := string(unLZW(b.Bytes(), 1000)); got != text {
		t.Errorf("got %q", got)
	}
}

// TestRest: everything that is on no page.
func TestRest(t *testing.T) {
	data := file("<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R/AcroForm<</Fields[8 0 R]>>/Metadata 9 0 R>>", tree,
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/Properties<</P<</ActualText(actual text)>>>>>>/Annots[7 0 R 10 0 R 8 0 R]>>",
		packed("", "/Span/P BDC BT /F 10 Tf 50 700 Td (shown) Tj ET EMC BT 3 Tr 50 600 Td (recognised) Tj ET"), latin,
		"<</First 11 0 R>>",
		"<</Type/Annot/Subtype/Text/Rect[0 0 1 1]/Contents<FEFF62796CE8>/T(writer)/AP<</N 12 0 R>>>>",
		"<</Type/Annot/Subtype/Widget/FT/Tx/Rect[0 0 1 1]/T(phone)/V(13800138000)>>",
		packed("/Type/Metadata/Subtype/XML", "<x:xmpmeta>meta</x:xmpmeta>"),
		"<</Type/Annot/Subtype/Link/Rect[0 0 1 1]/A<</S/URI/URI(mailto:a@b.cn)>>>>",
		"<</Title(mark)/Parent 6 0 R/Dest[3 0 R]>>",
		packed("/Type/XObject/Subtype/Form/Resources<</Font<</F 5 0 R>>>>", "BT /F 10 Tf (look) Tj ET"),
		"<</Type/Filespec/F(list.csv)/UF<FEFF540D5355>/EF<</F 14 0 R>>>>",
		packed("/Type/EmbeddedFile", "a,b"),
		"<</Author("+"\xd5\xc5\xc4\xb3"+")/Title(title)/CreationDate(D:20260101000000)>>",
		packed("", "var phone = '13800138001'"),
	)
	sees(t, data, "第 1 页: shown", "第 1 页 看不见的文字层*: recognised", "第 1 页 替代文字*: actual text", "第 1 页 批注*: 批注", "第 1 页 批注 作者*: writer",
		"第 1 页 批注或表单: look", "第 1 页 表单域 名称*: phone", "第 1 页 表单域*: 13800138000", "第 1 页 链接的地址*: mailto:a@b.cn", "书签*: mark",
		`元数据 file "": <x:xmpmeta>meta</x:xmpmeta>`, `附件 file "名单": a,b`, "附件名称*: list.csv", "文档属性 作者*: 张某", "文档属性 标题*: title", "内部数据*: var phone = '13800138001'")
}

// TestUpdates: what was replaced or taken out is found, and said to be old.
func TestUpdates(t *testing.T) {
	const before = "BT /F 10 Tf 50 700 Td (13800138000) Tj ET"
	first := file(catalog, tree, "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/Annots[6 0 R]>>", packed("", before), latin, "<</Type/Annot/Contents(old note)>>", "<</Author(old author)>>")
	sees(t, update(first, "", "4="+packed("", "BT /F 10 Tf (new) Tj ET")), "第 1 页: new", "修改前的版本*: 13800138000")
	sees(t, update(first, "", "3="+onePage, "8="+packed("", ""), "6=null", "7=<</Author(new author)>>"), "修改前的版本 批注*: old note", "文档属性 作者*: new author", "修改前的版本 文档属性 作者*: old author")
	sees(t, update(first, "", "2=<</Type/Pages/Kids[8 0 R]>>", "8=<</Type/Page/Contents 9 0 R>>", "9="+packed("", "")), "修改前的版本*: 13800138000")
	// Objects in a pack that were replaced.
	pack := packed("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", deflated("7 0 <</Author(packed author)>>"))
	sees(t, update(first, "", "8="+pack), "文档属性 作者*: packed author", "修改前的版本 文档属性 作者*: old author")
}

// TestUnread: pages that cannot be read are said.
func TestUnread(t *testing.T) {
	image := "<</Type/XObject/Subtype/Image/Width 1000/Height 1000/Filter/DCTDecode/Length 1>>\nstream\nx\nendstream"
	withImage := func(content string) []byte {
		return file(catalog, tree, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</I 6 0 R>>>>>>", packed("", content), latin, image)
	}
	whole := file(catalog, tree, onePage, packed("", ""), latin)
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"a scanned page", withImage("q 595 0 0 842 0 0 cm /I Do Q"), fmt.Sprint(uint8(Scanned), " [1]")},
		{"a scanned page with a number", withImage("q 595 0 0 842 0 0 cm /I Do Q BT /F 10 Tf (- 1 -) Tj ET"), fmt.Sprint(uint8(Scanned), " [1]")},
		{"a picture among text", withImage("q 95 0 0 42 0 0 cm /I Do Q BT /F 10 Tf (text) Tj ET"), fmt.Sprint(uint8(Pictures), " [1]")},
		{"outlines", drawnBy(strings.Repeat("0 0 m 1 1 l f\n", 400), latin), fmt.Sprint(uint8(Scanned), " [1]")},
		{"encrypted", update(whole, "/Encrypt<</Filter/Adobe.PubSec>>"), fmt.Sprint(uint8(Encrypted), " []")},
		{"cut off", whole[:len(whole)-10], fmt.Sprint(uint8(Damaged), " []")},
		{"something behind", append(bytes.Clone(whole), bytes.Repeat([]byte("x"), 2000)...), fmt.Sprint(uint8(Foreign), " []")},
		{"a page packed in a way that is not known", file(catalog, tree, onePage, packed("/Filter/BrotliDecode", "x"), latin), fmt.Sprint(uint8(Foreign), " []")},
		{"a form packed in a way that is not known", file(catalog, tree, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>", packed("", "/X Do"), latin, packed("/Subtype/Form/Filter[/Fl/ZstdDecode]", deflated("x"))), fmt.Sprint(uint8(Foreign), " []")},
		{"a page packed as a picture", file(catalog, tree, onePage, packed("/Filter/DCTDecode", "x"), latin), fmt.Sprint(uint8(Foreign), " []")},
		{"a page damaged in the middle", file(catalog, tree, onePage, packed("/Filter/FlateDecode", "\x78\x9c\x07"+deflated("BT (a) Tj ET")), latin), fmt.Sprint(uint8(Damaged), " []")},
		{"unknown data", drawnBy("", latin, packed("", "\x00\x01\x02\x03\xff\xfe\x80")), fmt.Sprint(uint8(Foreign), " []")},
		{"a script", file("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(13800138000\\))>>>>", tree, onePage, packed("", ""), latin), fmt.Sprint(uint8(Active), " []")},
		{"a script elsewhere", drawnBy("", latin, "<</S/JavaScript/JS 7 0 R>>", packed("", "call('13800138000')")), fmt.Sprint(uint8(Active), " []")},
		{"a program", drawnBy("", latin, "<</Type/Action/S/Launch/F(cmd.exe)>>"), fmt.Sprint(uint8(Active), " []")},
	} {
		if _, unread := read(t, c.data); !slices.Equal(unread, []string{c.want}) {
			t.Errorf("%s: %q, want %s", c.name, unread, c.want)
		}
	}
	// What a script says is read; that a file opens at a page is nothing.
	sees(t, file("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(13800138000\\))>>>>", tree, onePage, packed("", ""), latin), "脚本*: app.alert(13800138000)")
	sees(t, drawnBy("", latin, "<</S/JavaScript/JS 7 0 R>>", packed("", "call('13800138000')")), "内部数据*: call('13800138000')")
	if _, unread := read(t, file("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/GoTo/D[3 0 R/Fit]>>>>", tree, onePage, packed("", ""), latin)); len(unread) > 0 {
		t.Errorf("%q where nothing runs", unread)
	}
	// A layer of recognised text makes a scan readable.
	if texts, unread := read(t, withImage("q 595 0 0 842 0 0 cm /I Do Q BT 3 Tr /F 10 Tf (recognised) Tj ET")); !slices.Contains(texts, "第 1 页 看不见的文字层*: recognised") || len(unread) != 1 || unread[0] == fmt.Sprint(uint8(Scanned), " [1]") {
		t.Errorf("%q %q", texts, unread)
	}
}

// TestStop: an error of the sink ends the reading.
func TestStop(t *testing.T) {
	stop := errors.New("enough")
	calls := 0
	data := drawnBy("BT /F 10 Tf (a) Tj 0 -20 Td (b) Tj ET", latin, "<</Author(c)>>")
	_, err := Read(data, 1<<20, Sink{Text: func(Text) error { calls++; return stop }, File: func(Place, string, []byte) error { return stop }})
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("%v after %d calls", err, calls)
	}
}
