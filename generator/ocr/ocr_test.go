package ocr

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/tiff"

	"gongkai/generator/diag"
	"gongkai/generator/toolstest"
)

// The tests are tesseract, too, where they are called so: what it says is behind the end of
// the picture, and the variable of this name says which languages it has.
const languagesVariable = "GONGKAI_OCR_LANGUAGES"

func TestMain(m *testing.M) {
	if strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe") != "tesseract" {
		os.Exit(m.Run())
	}
	if os.Args[1] == "--list-langs" {
		list := "List of available languages (2):\nosd\n"
		switch os.Getenv(languagesVariable) {
		case "stdout":
			os.Stdout.WriteString(list + "chi_sim\n")
		case "stderr":
			os.Stderr.WriteString(strings.ReplaceAll(list, "\n", "\r\n") + "chi_sim\r\n")
		case "others":
			os.Stdout.WriteString(list + "chi_sim_vert\nchi_tra\n")
		case "broken":
			os.Stdout.WriteString("chi_sim\n")
			os.Exit(1)
		}
		os.Exit(0)
	}
	data, err := os.ReadFile(os.Args[1])
	if err != nil || !slices.Equal(os.Args[2:], []string{"stdout", "-l", "chi_sim", "--psm", "12"}) || os.Getenv("OMP_THREAD_LIMIT") != "1" {
		os.Stdout.WriteString("called wrongly")
		os.Exit(9)
	}
	_, says, _ := bytes.Cut(data, []byte("IEND\xaeB`\x82"))
	switch string(says) {
	case "fail":
		os.Exit(1)
	case "hang":
		time.Sleep(time.Minute)
	case "endless":
		for os.Args[0] != "" {
			os.Stdout.Write(make([]byte, 1<<16))
		}
	}
	os.Stdout.Write(says)
	os.Exit(0)
}

// install puts this program into PATH as tesseract, and nothing else.
func install(t *testing.T) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	toolstest.StandIn(t, self, "tesseract")
	t.Setenv(languagesVariable, "stdout")
}

func picture(t *testing.T, width, height int, says string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return append(b.Bytes(), says...)
}

func TestFind(t *testing.T) {
	install(t)
	for languages, want := range map[string]error{"stdout": nil, "stderr": nil, "others": ErrNoChinese, "broken": ErrNoChinese} {
		t.Setenv(languagesVariable, languages)
		if _, err := Find(t.Context()); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", languages, err, want)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Find(t.Context()); !errors.Is(err, ErrNone) {
		t.Errorf("where there is none: %v", err)
	}
}

func TestAsk(t *testing.T) {
	install(t)
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Setenv("TMP", temporary) // on Windows
	tesseract, err := Find(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var animation bytes.Buffer
	if err := gif.Encode(&animation, image.NewPaletted(image.Rect(0, 0, 40, 40), color.Palette{color.White}), nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		picture []byte
		limit   time.Duration
		want    Answer
	}{
		{"text", picture(t, 40, 40, "姓 名： 张 三 Li Si\n\n１23\n\f"), time.Minute, Answer{Letters: 11, Text: "姓名： 张三 Li Si\n\n１23\n\f", Asked: true}},
		{"little", picture(t, 40, 40, "三 a.—|\n1\n"), time.Minute, Answer{Asked: true}},
		{"nothing", picture(t, 40, 40, ""), time.Minute, Answer{Asked: true}},
		{"no UTF-8", picture(t, 40, 40, "abcd\xff"), time.Minute, Answer{Letters: 4, Text: "abcd\uFFFD", Asked: true}},
		{"failing", picture(t, 40, 40, "fail"), time.Minute, Answer{Asked: true, Why: diag.Text{ZH: "tesseract 退出码 1", EN: "tesseract: exit status 1"}}},
		{"hanging", picture(t, 40, 40, "hang"), time.Second, Answer{Asked: true, Why: diag.Text{ZH: "tesseract 超过 1 秒", EN: "tesseract took longer than 1 s"}}},
		{"endless", picture(t, 40, 40, "endless"), time.Minute, Answer{Asked: true, Why: diag.Text{ZH: "tesseract 输出超过 1048576 字节", EN: "tesseract printed more than 1048576 bytes"}}},
		{"small", picture(t, 40, 15, "text"), time.Minute, Answer{Why: diag.Text{ZH: "太小，写不下字", EN: "it is too small for letters"}}},
		{"long", picture(t, 32768, 16, "text"), time.Minute, Answer{Why: diag.Text{ZH: "太大：32768×16 像素", EN: "it is too large: 32768 by 16 pixels"}}},
		{"other", []byte("II*\x00"), time.Minute, Answer{Why: diag.Text{ZH: "不是 JPEG、PNG、GIF、WebP、BMP、TIFF，或者损坏", EN: "it is no JPEG, PNG, GIF, WebP, BMP or TIFF, or damaged"}}},
		{"empty", nil, time.Minute, Answer{Why: diag.Text{ZH: "不是 JPEG、PNG、GIF、WebP、BMP、TIFF，或者损坏", EN: "it is no JPEG, PNG, GIF, WebP, BMP or TIFF, or damaged"}}},
		{"gif", animation.Bytes(), time.Minute, Answer{Letters: 0, Asked: true}},
	} {
		tesseract.Limit = c.limit
		got := tesseract.Ask(t.Context(), c.picture)
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if got := tesseract.Ask(stopped, picture(t, 40, 40, "text")); got.Why.EN != "it was stopped" || got.Asked {
		t.Errorf("%+v", got)
	}
	if left, err := os.ReadDir(temporary); len(left) != 0 || err != nil {
		t.Errorf("%v is left behind, %v", left, err)
	}
}

// TestBound: a picture that has more pixels than may be is not decoded to find that out.
func TestBound(t *testing.T) {
	data := picture(t, 16, 16, "")
	copy(data[16:], "\x00\x00\x7f\xff\x00\x00\x7f\xff") // the size in its head; its sum is not looked at by size alone
	if _, why := fit(data); why.ZH == "" {
		t.Error("it is handed on")
	}
}

// realTesseract finds the real one, if the slow suite is asked for.
func realTesseract(t *testing.T) *Tesseract {
	t.Helper()
	toolstest.Slow(t, "needs tesseract")
	toolstest.Tesseract(t)
	tesseract, err := Find(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return tesseract
}

// TestTesseract: the real one reads what stands in a picture.
func TestTesseract(t *testing.T) {
	tesseract := realTesseract(t)
	written, err := os.ReadFile("testdata/written.png")
	if err != nil {
		t.Fatal(err)
	}
	if a := tesseract.Ask(t.Context(), written); !strings.Contains(a.Text, "13800138000") || a.Letters < 12 {
		t.Errorf("of a picture with 联系电话 13800138000: %+v", a)
	}
	if a := tesseract.Ask(t.Context(), picture(t, 200, 200, "")); a.Letters != 0 || a.Why.ZH != "" || !a.Asked {
		t.Errorf("of a picture with nothing in it: %+v", a)
	}
}

// TestScannedPage: the real one reads a page that lies on its side or on its head, one that a
// camera has made grey and coarse, and a TIFF.
func TestScannedPage(t *testing.T) {
	tesseract := realTesseract(t)
	page := pageOf(t, 12)
	encoded := func(encode func(*bytes.Buffer) error) []byte {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	side := turned(page)
	for name, data := range map[string][]byte{
		"on its side": encoded(func(b *bytes.Buffer) error { return png.Encode(b, side) }),
		"on its head": encoded(func(b *bytes.Buffer) error { return png.Encode(b, turned(side)) }),
		"grey":        encoded(func(b *bytes.Buffer) error { return jpeg.Encode(b, greyed(page), &jpeg.Options{Quality: 50}) }),
		"a TIFF":      encoded(func(b *bytes.Buffer) error { return tiff.Encode(b, page, &tiff.Options{Compression: tiff.Deflate}) }),
	} {
		if a := tesseract.Ask(t.Context(), data); strings.Count(a.Text, "13800138000") < 11 {
			t.Errorf("%s: %d of 12 numbers, %+v", name, strings.Count(a.Text, "13800138000"), a.Why)
		}
	}
}

// pageOf is a page with the picture of a line so many times.
func pageOf(t *testing.T, lines int) *image.Gray {
	t.Helper()
	f, err := os.Open("testdata/written.png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	line, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	of := line.Bounds()
	page := image.NewGray(image.Rect(0, 0, of.Dx()+100, lines*(of.Dy()+10)+100))
	draw.Draw(page, page.Bounds(), image.White, image.Point{}, draw.Src)
	for i := range lines {
		at := image.Pt(50, 50+i*(of.Dy()+10))
		draw.Draw(page, of.Sub(of.Min).Add(at), line, of.Min, draw.Over)
	}
	return page
}

// turned is a picture by a right angle further.
func turned(of *image.Gray) *image.Gray {
	to := image.NewGray(image.Rect(0, 0, of.Rect.Dy(), of.Rect.Dx()))
	for y := range of.Rect.Dy() {
		for x := range of.Rect.Dx() {
			to.SetGray(of.Rect.Dy()-1-y, x, of.GrayAt(x, y))
		}
	}
	return to
}

// greyed is a picture with less difference between ink and paper, and with grain.
func greyed(of *image.Gray) *image.Gray {
	to := image.NewGray(of.Rect)
	rng := rand.New(rand.NewPCG(1, 1))
	for i, v := range of.Pix {
		to.Pix[i] = byte(80 + int(v)*110/255 + rng.IntN(25))
	}
	return to
}
