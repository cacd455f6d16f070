package extract

import (
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/ooxml/ooxmltest"
	"gongkai/generator/toolstest"
)

// printedDocument is a document as an office would print it, as a flat OpenDocument
// text: prose, a table, a link, properties.
const printedDocument = `<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>名单公示</dc:title></office:meta><office:automatic-styles><style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style></office:automatic-styles><office:body><office:text>
<text:p>联系人张某，电话 138<text:span text:style-name="B">0013</text:span>8000，村民代表某某。</text:p><table:table><table:table-column table:number-columns-repeated="4"/>` + printedRows + `</table:table><text:p><text:a xlink:href="https://a.cn/?p=13800138009">链接</text:a></text:p></office:text></office:body></office:document>`

const (
	cellStart   = `<table:table-cell table:style-name="C"><text:p>`
	cellEnd     = `</text:p></table:table-cell>`
	printedRows = `<table:table-row>` + cellStart + `序号` + cellEnd + cellStart + `姓名` + cellEnd + cellStart + `身份证号` + cellEnd + cellStart + `电话` + cellEnd + `</table:table-row>` +
		`<table:table-row>` + cellStart + `1` + cellEnd + cellStart + `张某` + cellEnd + cellStart + `110101199003070011` + cellEnd + cellStart + `13800138000` + cellEnd + `</table:table-row>` +
		`<table:table-row>` + cellStart + `2` + cellEnd + cellStart + `李某某` + cellEnd + cellStart + `110101199003070038` + cellEnd + cellStart + `13800138001` + cellEnd + `</table:table-row>`
)

// printedPage is the same as a web page.
const printedPage = `<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>名单公示</title></head><body>
<p>联系人张某，电话 138<b>0013</b>8000，村民代表某某。</p>
<table border=1><tr><th>序号</th><th>姓名</th><th>身份证号</th><th>电话</th></tr>
<tr><td>1</td><td>张某</td><td>110101199003070011</td><td>13800138000</td></tr><tr><td>2</td><td>李某某</td><td>110101199003070038</td><td>13800138001</td></tr></table>
<p><a href="https://a.cn/?p=13800138009">链接</a></p></body></html>`

// checkPrinted looks into a PDF that a program has printed of the page.
func checkPrinted(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	texts, remarks := look(t, "a.pdf", data)
	// A number that is too long for its column goes on in the next line of its cell.
	all := regexp.MustCompile(`(\d)\n(\d)`).ReplaceAllString(strings.Join(texts, "\n"), "$1$2")
	for _, want := range []string{
		"联系人张某，电话 13800138000，村民代表某某。", "序号=1 | 姓名=张某 | 身份证号=110101199003070011 | 电话=13800138000",
		"序号=2 | 姓名=李某某 | 身份证号=110101199003070038 | 电话=13800138001", "链接的地址*: https://a.cn/?p=13800138009", "文档属性 标题*: 名单公示",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	if len(remarks) > 0 {
		t.Errorf("remarks %q", remarks)
	}
}

// TestPrintedByLibreOffice: a PDF out of an office.
func TestPrintedByLibreOffice(t *testing.T) {
	office := toolstest.LibreOffice(t)
	dir := t.TempDir()
	source := filepath.Join(dir, "a.fodt")
	if err := os.WriteFile(source, []byte(printedDocument), 0o600); err != nil {
		t.Fatal(err)
	}
	convert := func(filter string) string {
		t.Helper()
		cmd := exec.Command(office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", filter, "--outdir", dir, source)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return filepath.Join(dir, "a.pdf")
	}
	checkPrinted(t, convert("pdf"))
	if os.Getenv("GONGKAI_SLOW") == "" {
		return
	}
	// One that may not be copied is read, one with a password is said not to be.
	checkPrinted(t, convert(`pdf:writer_pdf_Export:{"RestrictPermissions":{"type":"boolean","value":"true"},"PermissionPassword":{"type":"string","value":"x"}}`))
	data, err := os.ReadFile(convert(`pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"x"}}`))
	if err != nil {
		t.Fatal(err)
	}
	sees(t, "a.pdf", data, []string{"! 有密码，打不开"})
}

// TestPrintedByChromium: a PDF out of a browser.
func TestPrintedByChromium(t *testing.T) {
	toolstest.Slow(t, "needs Chromium")
	var browser string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" {
		t.Fatal("there is no Chromium on this machine")
	}
	dir := t.TempDir()
	source, out := filepath.Join(dir, "a.html"), filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(source, []byte(printedPage), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(dir, "profile"), "--print-to-pdf="+out, source)
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	checkPrinted(t, out)
}

// TestOnPages: numbers of pages are put together.
func TestOnPages(t *testing.T) {
	for _, c := range []struct {
		pages []int
		want  string
	}{{nil, ""}, {[]int{3}, "第 3 页"}, {[]int{1, 3, 4, 5, 7, 8}, "第 1、3–5、7–8 页"}} {
		if got := onPages(c.pages).ZH; got != c.want {
			t.Errorf("%v: %s, want %s", c.pages, got, c.want)
		}
	}
	var odd []int
	for i := range 100 {
		odd = append(odd, 2*i+1)
	}
	if got := onPages(odd).ZH; !strings.HasSuffix(got, "39 页等") {
		t.Errorf("many pages are %s", got)
	}
}

// TestPDFInside: a PDF in an archive, with a photograph and a file in it.
func TestPDFInside(t *testing.T) {
	texts, _ := look(t, "a.pdf", printedList(50))
	if want := fmt.Sprintf("第 2 页: 某村第%d户 | %d", 49, 10000000049); !slices.Contains(texts, want) {
		t.Errorf("no %q in %q", want, texts)
	}
	photograph := "\xff\xd8" + jpegSegment(0xe1, "Exif\x00\x00"+string(exifBlock(binary.LittleEndian, "II"))) + "\xff\xda\x00\x02\xff\xd9"
	data := "%PDF-1.7\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids[3 0 R]>> endobj 3 0 obj <</Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>> endobj\n" +
		"4 0 obj <</Length 30>> stream\nq 100 0 0 100 0 0 cm /I Do Q  \nendstream endobj\n" +
		fmt.Sprintf("5 0 obj <</Subtype/Image/Width 99/Height 99/Filter/DCTDecode/Length %d>> stream\n%s\nendstream endobj\n", len(photograph), photograph) +
		"6 0 obj <</Type/Filespec/F(list.csv)/EF<</F 7 0 R>>>> endobj 7 0 obj <</Type/EmbeddedFile/Length 19>> stream\n" + "a,b\n1,13800138000\n" + "\nendstream endobj\n%%EOF trailer <</Root 1 0 R>>"
	zip := ooxmltest.Zip(ooxmltest.Part{Name: "a.pdf", Data: data})
	sees(t, "a.zip", zip, []string{"压缩包内 a.pdf › 图片! 带有拍摄地点（GPS）", "压缩包内 a.pdf › 第 1 页! 图片里的文字"},
		"压缩包内 a.pdf › 图片 › 图片的元数据 作者*: 张某 13800138000", "压缩包内 a.pdf › 附件 list.csv › 第 2 行第 2 列: a=1 | b=13800138000")
}
