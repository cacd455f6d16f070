package importer_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/importer"
	"gongkai/generator/ooxml/ooxmltest"
)

// compound is a file of the old form with a stream of a name.
func compound(stream string) []byte {
	data := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1000)...)
	for _, r := range stream {
		data = binary.LittleEndian.AppendUint16(data, uint16(r))
	}
	return data
}

// emptyODF makes the beginning of a file of LibreOffice: its kind comes first, and
// as it is.
func emptyODF(t *testing.T, kind string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "mimetype", Method: zip.Store})
	if err == nil {
		_, err = w.Write([]byte("application/vnd.oasis.opendocument." + kind))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRefused: what cannot be read is refused with a reason, and with what to do.
func TestRefused(t *testing.T) {
	whole := ooxmltest.Docx{Body: ooxmltest.P("文")}.Bytes()
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte("通知公告文件办法"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data       []byte
		code, hint string
	}{
		"a.pdf":     {[]byte("%PDF-1.7"), "IM001", "docx"},
		"a.rtf":     {[]byte(`{\rtf1`), "IM001", "docx"},
		"a.doc":     {compound("WordDocument"), "IM002", ".docx"},
		"a.wps":     {compound("WordDocument"), "IM002", ".docx"},
		"a.xls":     {compound("Workbook"), "IM002", ".xlsx"},
		"b.docx":    {compound("EncryptedPackage"), "IM003", "密码"},
		"c.docx":    {whole[:len(whole)-30], "IM004", ""},
		"d.docx":    {ooxmltest.Docx{Body: `<w:p><w:r>`}.Bytes(), "IM004", ""},
		"e.docx":    {ooxmltest.Docx{Body: strings.Repeat("<w:sdt>", 10_000)}.Bytes(), "IM005", "分成"},
		"f.docx":    {nil, "IM006", "重新要一份"},
		"f.txt":     {nil, "IM006", "重新要一份"},
		"o.docx":    {[]byte("PK是一段文字"), "IM004", "重新要一份"},
		"p.docx":    {make([]byte, 4000), "IM004", "重新要一份"},
		"q.xls":     {[]byte("\xd0\xcf\x11\xe0不是"), "IM004", "重新要一份"},
		"g.docx":    {ooxmltest.Docx{Body: `<w:p/>`}.Bytes(), "IM006", ""},
		"h.zip":     {ooxmltest.Zip(ooxmltest.Part{Name: "a.txt", Data: "x"}), "IM001", "解压"},
		"h.rar":     {[]byte("Rar!\x1a\x07\x00"), "IM001", "解压"},
		"h.odt":     {emptyODF(t, "text"), "IM001", "另存为 docx"},
		"~$a.docx":  {[]byte("\x05Wang\x00\x00"), "IM001", "要导入的是 a.docx"},
		"i.png":     {[]byte("\x89PNG\r\n\x1a\n"), "IM001", "放到文档旁边"},
		"i.HEIC":    {[]byte("\x00\x00\x00\x18ftypheic"), "IM001", "另存为 .jpg"},
		"j.exe":     {[]byte("MZ\x00"), "IM001", ""},
		"k.txt":     {append(gbk, []byte("这里又是另一种编码的文字")...), "IM007", "UTF-8"},
		"l.csv":     {[]byte("a,b\x00\x01\x02\x00\x00\x00"), "IM007", ""},
		"m.html":    {[]byte(strings.Repeat("<div>", 10_000)), "IM004", ""},
		"n.mht":     {[]byte("MIME-Version: 1.0\r\n"), "IM001", ""},
		"noending":  {[]byte("文字"), "IM001", ""},
		"empty.txt": {[]byte("\n \n\u3000\n"), "IM006", ""},
	} {
		doc, found := importer.Read(importer.File{Name: name, Data: c.data}, false)
		if doc != nil || len(found) != 1 || found[0].Code != c.code {
			t.Errorf("%s: %v, want %s", name, found, c.code)
			continue
		}
		if !strings.Contains(found[0].Hint.ZH, c.hint) || found[0].Pos.File != name {
			t.Errorf("%s: %s, hint %s", name, found[0].Message.ZH, found[0].Hint.ZH)
		}
	}
}

// englishProse matches words of English in a row, as no Chinese message has them: a name of
// a format or of a part of a file is one word.
var englishProse = regexp.MustCompile(`[A-Za-z]{2,}[,:]? [a-z]{2,}|\b(?:not|invalid|unexpected|error|missing|failed)\b`)

// TestChineseAlone: what is said in Chinese of a file that is broken, in whatever way, has no
// words of a library or of ours in English.
func TestChineseAlone(t *testing.T) {
	random, rounds := rand.New(rand.NewPCG(12, 14)), 12
	if os.Getenv("GONGKAI_SLOW") != "" {
		rounds = 200
	}
	said := func(name string, data []byte) {
		t.Helper()
		_, found := importer.Read(importer.File{Name: name, Data: data}, false)
		for _, d := range found {
			if d.Code != "IM029" && (englishProse.MatchString(d.Message.ZH) || englishProse.MatchString(d.Hint.ZH)) {
				t.Errorf("%s: %s; %s", name, d.Message.ZH, d.Hint.ZH)
			}
		}
	}
	for name, data := range map[string][]byte{
		"a.docx": ooxmltest.Docx{Body: title + ooxmltest.P("文") + ooxmltest.Table(ooxmltest.Cell("", "甲")+ooxmltest.Cell("", "乙"))}.Bytes(),
		"a.zip":  ooxmltest.Zip(ooxmltest.Part{Name: "a.txt", Data: "x"}),
		"a.xlsx": sheetOf(t), "a.doc": compound("WordDocument"), "b.docx": compound("EncryptedPackage"), "a.odt": emptyODF(t, "text"),
		"a.csv": []byte("甲,乙\n\"丙,丁\n"), "a.html": []byte("<p>标题</p><table><tr><td>甲"), "a.txt": []byte("文字"),
	} {
		said(name, data)
		for range rounds {
			broken := bytes.Clone(data)
			for range 1 + random.IntN(4) {
				broken[random.IntN(len(broken))] ^= byte(1 << random.IntN(8))
			}
			said(name, broken)
			said(name, broken[:random.IntN(len(broken))])
			said("a.docx", broken[random.IntN(len(broken)):])
		}
	}
}

// sheetOf makes a workbook of one cell.
func sheetOf(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetCellValue("Sheet1", "A1", "甲"); err != nil {
		t.Fatal(err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestByContent: what a file is named does not count where its bytes tell.
func TestByContent(t *testing.T) {
	doc := ooxmltest.Docx{Body: title + ooxmltest.P("文")}.Bytes()
	for _, name := range []string{"a.doc", "a.wps", "a.txt", "a"} {
		if r := read(t, importer.File{Name: name, Data: doc}); r.body != "文\n" {
			t.Errorf("%s: %s", name, r.body)
		}
	}
	if r := read(t, importer.File{Name: "a.xls", Data: []byte("<html><body><p>标题</p><p>文</p></body></html>")}); r.body != "文\n" {
		t.Errorf("%s", r.body)
	}
	// The attachment gets the extension that it should have.
	d, _ := importer.Read(importer.File{Name: "关于 某事?.doc", Data: doc}, true)
	_, files := d.Compose("0007")
	if len(files) != 1 || files[0].Name != "0007-关于-某事.docx" || files[0].Title != "关于 某事?" || !bytes.Equal(files[0].Data, doc) {
		t.Errorf("attached as %v", files[0].Name)
	}
	// The mark of a copy is no part of a name; a number in it may be.
	for name, want := range map[string]string{
		"通知 - 副本.docx": "通知", "通知 - 副本 (2).docx": "通知", "通知 副本.docx": "通知", "notice - Copy.docx": "notice",
		"副本.docx": "副本", "附件(1).docx": "附件(1)", "通知（2）.docx": "通知（2）", "(1).docx": "(1)", "通知副本送达回证.docx": "通知副本送达回证", "营业执照副本.docx": "营业执照副本", "通知(2026).docx": "通知(2026)", "通知 (征求意见稿).docx": "通知 (征求意见稿)", "1-2.docx": "1-2",
	} {
		d, _ := importer.Read(importer.File{Name: name, Data: doc}, true)
		if _, files := d.Compose("0007"); len(files) != 1 || files[0].Title != want {
			t.Errorf("%s is attached as %v, want %s", name, files, want)
		}
	}
	// A web page is none.
	d, found := importer.Read(importer.File{Name: "a.html", Data: []byte("<p>标题</p><p>文</p>")}, true)
	if _, files := d.Compose("0007"); len(files) != 0 || len(found) != 1 || found[0].Code != "IM028" {
		t.Errorf("%v %v", files, found)
	}
}

// TestChanged: files of which bytes were changed are read or refused, and take
// no memory that their size does not explain.
func TestChanged(t *testing.T) {
	rounds := 300
	files := map[string][]byte{
		"a.docx": ooxmltest.Docx{Body: title + ooxmltest.P("文") + ooxmltest.Table(ooxmltest.Cell("", "甲")+ooxmltest.Cell("", "乙"))}.Bytes(),
		"a.html": []byte(`<html><body><h1>标题</h1><table><tr><td rowspan=2>甲<td colspan=3>乙<tr><td>丙</table><ul><li>丁<ol start=3><li>戊</ol></ul><p>己`),
		"a.csv":  []byte("甲,\"乙\n丙\",丁\n戊;己\n"),
		"a.txt":  []byte(notice),
	}
	random := rand.New(rand.NewPCG(1, 2))
	var before, after runtime.MemStats
	for name, whole := range files {
		for range rounds {
			data := bytes.Clone(whole)
			for range 1 + random.IntN(6) {
				data[random.IntN(len(data))] = byte(random.IntN(256))
			}
			runtime.ReadMemStats(&before)
			if doc, _ := importer.Read(importer.File{Name: name, Data: data}, false); doc != nil {
				doc.Compose("0001")
			}
			if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 100<<20 {
				t.Fatalf("%s: %d MB", name, (after.TotalAlloc-before.TotalAlloc)>>20)
			}
		}
	}
}

// TestHugeSpans: a cell that says it covers a million places covers some.
func TestHugeSpans(t *testing.T) {
	var b strings.Builder
	b.WriteString("<p>标题</p><table>")
	for range 300 {
		b.WriteString("<tr>" + strings.Repeat(`<td rowspan="999999" colspan="999999">甲</td>`, 5) + "</tr>")
	}
	b.WriteString("</table>")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := read(t, importer.File{Name: "a.html", Data: []byte(b.String())})
	runtime.ReadMemStats(&after)
	if n := strings.Count(r.page(t), "甲"); n != 1500 {
		t.Errorf("%d cells of 1500", n)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 200<<20 {
		t.Errorf("%d MB", took>>20)
	}
}

// FuzzRead: nothing makes the import fail otherwise than with a finding, and what
// is read can be written.
func FuzzRead(f *testing.F) {
	f.Add("a.html", []byte(`<table><tr><td>甲<table><tr><td>乙</table></table>`))
	f.Add("a.txt", []byte(notice))
	f.Add("a.csv", []byte("甲,乙\n1,2\n"))
	f.Add("a.docx", ooxmltest.Docx{Body: ooxmltest.P("文")}.Bytes())
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if doc, _ := importer.Read(importer.File{Name: name, Data: data}, true); doc != nil {
			doc.Compose("0001")
		}
	})
}
