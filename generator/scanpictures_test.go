package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/ooxml/ooxmltest"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// What the stand-in for tesseract reads in a picture, by how light it is.
const (
	shadeNumber = 0x10 // a mobile number beside other words
	shadeEmpty  = 0x20
	shadeFail   = 0x30
	shadeText   = 0x40
	shadeFew    = 0x50 // too few letters to be text
)

// askedVariable names a folder in which the stand-in leaves something each time that it is
// asked about a picture.
const askedVariable = "GONGKAI_TEST_ASKED"

// mobileInPicture is what must not be shown anywhere.
const mobileInPicture = "138" + "00138000"

// actAsTesseract is this program in the place of tesseract. The variable says which
// languages it has.
func actAsTesseract(args []string) int {
	if args[0] == "--list-langs" {
		fmt.Println("List of available languages (1):\n" + os.Getenv("GONGKAI_TEST_LANGUAGES"))
		return 0
	}
	f, err := os.Open(args[0])
	if err != nil {
		return 9
	}
	defer f.Close()
	if dir := os.Getenv(askedVariable); dir != "" {
		if _, err := os.MkdirTemp(dir, "asked"); err != nil {
			return 7
		}
	}
	picture, err := png.Decode(f)
	if err != nil {
		return 8
	}
	switch shade := color.GrayModel.Convert(picture.At(0, 0)).(color.Gray); shade.Y {
	case shadeNumber:
		fmt.Println("联 系 电 话\n" + mobileInPicture + "\f")
	case shadeText:
		fmt.Println("某 某 镇 人 民 政 府")
	case shadeFew:
		fmt.Println("~ 一\n. 1")
	case shadeEmpty:
	default:
		return 1
	}
	return 0
}

// standIn puts this program into a folder as tesseract, and makes that the only one in
// which programs are found.
func standIn(t *testing.T, languages string) {
	t.Helper()
	self, err := testBinary()
	if err != nil {
		t.Fatal(err)
	}
	toolstest.StandIn(t, self, "tesseract")
	t.Setenv("GONGKAI_TEST_LANGUAGES", languages)
}

// shaded is a picture of one shade.
func shaded(t *testing.T, shade byte) string {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 40, 40))
	for i := range picture.Pix {
		picture.Pix[i] = shade
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// scannedPages is a PDF each page of which is a picture; one of shade 0 cannot be read.
func scannedPages(shades ...byte) string {
	var kids, objects strings.Builder
	for i, shade := range shades {
		fmt.Fprintf(&kids, "%d 0 R ", 10+i)
		fmt.Fprintf(&objects, "%d 0 obj <</Type/Page/MediaBox[0 0 100 100]/Contents 3 0 R/Resources<</XObject<</I %d 0 R>>>>>> endobj\n", 10+i, 20+i)
		filter := ""
		if shade == 0 {
			filter = "/Filter/JBIG2Decode"
		}
		fmt.Fprintf(&objects, "%d 0 obj <</Subtype/Image/Width 40/Height 40/BitsPerComponent 8/ColorSpace/DeviceGray%s/Length 1600>> stream\n%s\nendstream endobj\n", 20+i, filter, strings.Repeat(string([]byte{shade}), 1600))
	}
	return "%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[" + kids.String() + "]>> endobj\n" +
		"3 0 obj <</Length 30>> stream\nq 100 0 0 100 0 0 cm /I Do Q  \nendstream endobj\n" + objects.String() + "trailer <</Root 1 0 R>>\n%%EOF"
}

// pictured writes a site with pictures of all kinds.
func pictured(t *testing.T) string {
	t.Helper()
	document := ooxmltest.Docx{Body: ooxmltest.P("正文"), Parts: []ooxmltest.Part{
		{Name: "word/media/image1.png", Data: shaded(t, shadeNumber)},
		{Name: "word/media/image2.emf", Data: "\x01\x00\x00\x00\x6c\x00\x00\x00"},
	}}.Bytes()
	packed := ooxmltest.Zip(ooxmltest.Part{Name: "说明.docx", Data: string(document)}, ooxmltest.Part{Name: "空.png", Data: shaded(t, shadeEmpty)})
	const at = "content/notices/2026/0001"
	files := map[string][]byte{
		"config.toml":   buildtest.Site()["config.toml"],
		at + ".md":      []byte("---\ntitle: 公示\ncategory: notices\ndate: 2026-01-10\nattachments: [{file: 0001-材料.zip, title: 材料}, {file: 0001-扫描.pdf, title: 扫描件}]\n---\n![村口](0001-村口.png)\n"),
		at + "-材料.zip":  packed,
		at + "-扫描.pdf":  []byte(scannedPages(shadeText, 0, shadeNumber)),
		at + "-村口.png":  []byte(shaded(t, shadeFew)),
		at + "-损坏.png":  []byte(shaded(t, shadeFail)),
		at + "-文字.docx": ooxmltest.Docx{Body: ooxmltest.P("没有图片")}.Bytes(),
	}
	dir := filepath.Join(buildtest.TempDir(t), "site")
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// scanOf runs scan.
func scanOf(t *testing.T, dir string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	var out, said bytes.Buffer
	status = run(append([]string{"scan", "--source", dir, "--as-of", "2026-02-01"}, args...), &out, &said)
	if all := out.String() + said.String(); strings.Contains(all, mobileInPicture) || strings.Contains(all, "联系电话") {
		t.Errorf("what was read is shown:\n%s", all)
	}
	return out.String(), said.String(), status
}

// TestScanPictures: what is written in pictures is looked through where tesseract reads
// it, and of each it is said what has come of that.
func TestScanPictures(t *testing.T) {
	dir := pictured(t)
	standIn(t, "chi_sim")
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Setenv("TMP", temporary) // on Windows
	stdout, stderr, status := scanOf(t, dir)
	if status != exitWell {
		t.Errorf("status %d", status)
	}
	var found []string
	for line := range strings.Lines(stderr) {
		if strings.Contains(line, "SC005") {
			found = append(found, strings.TrimSpace(line))
		}
	}
	if diff := cmp.Diff([]string{
		"content/notices/2026/0001-扫描.pdf（第 3 页）: 警告 SC005: 图片上好像有手机号码（138****8000），请人核对",
		"content/notices/2026/0001-材料.zip（压缩包内 说明.docx › 内嵌文件 word/media/image1.png）: 警告 SC005: 图片上好像有手机号码（138****8000），请人核对",
	}, found); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	_, list, _ := strings.Cut(stdout, "图片  ")
	var rows []string
	for line := range strings.Lines(list) {
		rows = append(rows, strings.Join(strings.Fields(line), " "))
	}
	if diff := cmp.Diff([]string{
		"tesseract 认字的结果",
		"content/notices/2026/0001-扫描.pdf › 第 1 页 有字（约 7 个）",
		"content/notices/2026/0001-扫描.pdf › 第 2 页 没有问（图片用 JBIG2 压缩）",
		"content/notices/2026/0001-扫描.pdf › 第 3 页 有字（约 15 个）",
		"content/notices/2026/0001-损坏.png 没有问成（tesseract 退出码 1）",
		"content/notices/2026/0001-材料.zip › 压缩包内 说明.docx › 内嵌文件 word/media/image1.png 有字（约 15 个）",
		"content/notices/2026/0001-材料.zip › 压缩包内 说明.docx › 内嵌文件 word/media/image2.emf 没有问（不是 JPEG、PNG、GIF、WebP、BMP、TIFF，或者损坏）",
		"content/notices/2026/0001-材料.zip › 压缩包内 空.png 没有看到字",
		"content/notices/2026/0001-村口.png 没有看到字",
		"认了图片里的字：3 张有字，2 张没有看到字，3 张没有认成。认字会认错、认漏，仍要请人看一遍。",
		"检查了个人信息和密级标志：0 处错误，8 处警告，0 处已经放行。",
	}, rows); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if left, err := os.ReadDir(temporary); len(left) != 0 || err != nil {
		t.Errorf("left behind: %v, %v", left, err)
	}
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if bytes.Contains(data, []byte(mobileInPicture)) {
			t.Errorf("%s has what was read", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestScanPicturesFor: as lines for programs; of a part of the site; where somebody has
// looked at a picture already.
func TestScanPicturesFor(t *testing.T) {
	dir := pictured(t)
	standIn(t, "chi_sim")
	stdout, _, _ := scanOf(t, dir, "content/notices/2026/0001-扫描.pdf", "--json", "--lang", "en")
	var lines []string
	for line := range strings.Lines(stdout) {
		if strings.HasPrefix(line, `{"picture"`) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	if diff := cmp.Diff([]string{
		`{"picture":"text","file":"content/notices/2026/0001-扫描.pdf","where":"page 1","letters":7,"count":1}`,
		`{"picture":"unasked","file":"content/notices/2026/0001-扫描.pdf","where":"page 2","letters":0,"count":1,"reason":"it is packed as JBIG2"}`,
		`{"picture":"text","file":"content/notices/2026/0001-扫描.pdf","where":"page 3","letters":15,"count":1}`,
	}, lines); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if !strings.Contains(stdout, `"code":"SC005","severity":"warning","file":"content/notices/2026/0001-扫描.pdf","line":0,"column":0,"where":"page 3","message":"the picture seems to show a mobile number (138****8000); somebody should look"`) {
		t.Errorf("no finding:\n%s", stdout)
	}
	_, stderr, _ := scanOf(t, dir, "content/notices/2026/0001-扫描.pdf")
	_, rest, _ := strings.Cut(stderr, "gongkai waive ")
	id, _, _ := strings.Cut(rest, " ")
	var out, said bytes.Buffer
	if status := run([]string{"waive", id, "--source", dir, "--as-of", "2026-02-01", "--reason", "看过", "--until", "2026-06-30", "--by", "张某"}, &out, &said); status != exitWell {
		t.Fatalf("status %d: %s", status, said.String())
	}
	if stdout, stderr, _ := scanOf(t, dir, "content/notices/2026/0001-扫描.pdf"); strings.Contains(stdout, "tesseract") || strings.Contains(stderr, "SC005") {
		t.Errorf("it is asked about what was looked at:\n%s%s", stdout, stderr)
	}
	if stdout, stderr, _ := scanOf(t, dir, "content/notices/2026/0001-文字.docx"); stdout+stderr != "检查了个人信息和密级标志：0 处错误，0 处警告，0 处已经放行。\n" {
		t.Errorf("where there is no picture:\n%s%s", stdout, stderr)
	}
}

// TestScanPicturesOnce: the same picture in many places is read once, and told of in each.
func TestScanPicturesOnce(t *testing.T) {
	dir := pictured(t)
	letterhead := ooxmltest.Docx{Body: ooxmltest.P("正文"), Parts: []ooxmltest.Part{{Name: "word/media/image1.png", Data: shaded(t, shadeNumber)}}}.Bytes()
	files := map[string][]byte{}
	for i := range 3 * batchPictures {
		files[fmt.Sprintf("content/notices/2026/0001-文件%d.docx", 10+i)] = letterhead
	}
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	standIn(t, "chi_sim")
	asked := t.TempDir()
	t.Setenv(askedVariable, asked)
	stdout, _, _ := scanOf(t, dir, "--all", "--json")
	if n := strings.Count(stdout, `"code":"SC005"`); n != len(files)+2 {
		t.Errorf("%d findings, want %d", n, len(files)+2)
	}
	// The picture, the same as a page, the other page, and three more.
	if times, err := os.ReadDir(asked); len(times) != 6 || err != nil {
		t.Errorf("asked %d times, %v", len(times), err)
	}
}

// TestScanPicturesUnread: without tesseract, or without Chinese, it is said once how many
// pictures nobody has read, and what is to be installed.
func TestScanPicturesUnread(t *testing.T) {
	dir := pictured(t)
	for languages, want := range map[string]string{"": "这台电脑上没有 tesseract；", "eng": "这台电脑上的 tesseract 没有中文数据（chi_sim）；"} {
		standIn(t, languages)
		if languages == "" {
			t.Setenv("PATH", t.TempDir())
		}
		stdout, stderr, status := scanOf(t, dir)
		if !strings.Contains(stdout, "没有看：8 张，在 4 个文件里。"+want) || !strings.Contains(stdout, "UB Mannheim") || strings.Contains(stdout, "没有问") || strings.Contains(stderr, "SC005") || status != exitWell {
			t.Errorf("%q: status %d\n%s%s", languages, status, stdout, stderr)
		}
		stdout, _, _ = scanOf(t, dir, "--json", "--lang", "en")
		if got := strings.Count(stdout, `{"picture":"unasked",`); got != 4 || !strings.Contains(stdout, `"file":"content/notices/2026/0001-扫描.pdf","letters":0,"count":3,"reason":"`) {
			t.Errorf("%q: %d lines\n%s", languages, got, stdout)
		}
		if stdout, _, _ := scanOf(t, dir, "--quiet"); stdout != "" {
			t.Errorf("%q: --quiet says %s", languages, stdout)
		}
		for _, command := range []string{"check", "build"} { // which do not look for it
			var out, said bytes.Buffer
			run([]string{command, "--source", dir, "--as-of", "2026-02-01"}, &out, &said)
			if strings.Contains(out.String()+said.String(), "tesseract") {
				t.Errorf("%s speaks of it: %s%s", command, out.String(), said.String())
			}
		}
	}
}
