// Package ocr asks tesseract, where it is installed, what is written in a picture.
//
//	t, err := ocr.Find(ctx)           // ErrNone, ErrNoChinese
//	a := t.Ask(ctx, jpeg)
//	switch {
//	case a.Why.ZH != "":              // nobody has looked: 没有问, 没有问成
//	case a.Letters == 0:              // nothing is written in it
//	default:                          // a.Text
//	}
//
// Recognition errs in both directions. What it finds is a hint for a person who looks at
// the picture, and that it finds nothing is no proof.
//
// tesseract reads a file of ours in a folder that nobody else can read, not its standard
// input, which old versions cannot; it is given 30 seconds for each picture, one processor,
// and no picture larger than it takes. Pictures come from anywhere, and programs that
// decode them have had holes: who does not trust it, does not install it.
//
// What is recognised is not written anywhere by this package, and must not be by others:
// it may be what must not go out.
package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // the kinds of pictures whose size is known
	_ "image/jpeg"
	_ "image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	_ "golang.org/x/image/bmp"
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"

	"gongkai/generator/diag"
	"gongkai/generator/program"
)

const (
	// language is the data that tesseract needs: simplified Chinese, with Latin letters
	// and digits.
	language = "chi_sim"
	// usualLimit is how long it may take for one picture.
	usualLimit = 30 * time.Second
	maxOutput  = 1 << 20
	// maxSaid is enough for the list of all languages, which some versions say on the
	// standard error.
	maxSaid = 16 << 10
	// maxSide and maxPixels bound what is handed to it. It takes no longer side; a page of
	// A3 at 600 dots an inch has 70 million pixels.
	maxSide   = 32767
	maxPixels = 100 << 20
	minSide   = 16 // in which a letter has room
	// fewest is how many letters are text. Less is seen in patterns and edges.
	fewest = 4
)

// ErrNone says that there is no tesseract, ErrNoChinese that there is one without the data
// for Chinese, or one that does not run.
var (
	ErrNone      = errors.New("there is no tesseract in PATH")
	ErrNoChinese = errors.New("tesseract has no " + language)
)

// Tesseract is the program.
type Tesseract struct {
	// Limit is how long it may take for one picture.
	Limit time.Duration
	path  string
}

// Find finds the program. The error is ErrNone or ErrNoChinese.
func Find(ctx context.Context) (*Tesseract, error) {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return nil, ErrNone
	}
	t := &Tesseract{Limit: usualLimit, path: path}
	list := t.run(ctx, "", "--list-langs")
	for line := range strings.Lines(string(list.Out) + "\n" + string(list.Said)) {
		if strings.TrimSpace(line) == language && list.Err == nil {
			return t, nil
		}
	}
	return nil, ErrNoChinese
}

// run runs the program. It takes one processor: we ask about two pictures at a time.
func (t *Tesseract) run(ctx context.Context, dir string, args ...string) program.Result {
	return program.Command{
		Args: append([]string{t.path}, args...), Dir: dir, Env: append(os.Environ(), "OMP_THREAD_LIMIT=1"),
		Time: t.Limit, Most: maxOutput, Said: maxSaid, Apart: true,
	}.Run(ctx)
}

// Answer is what tesseract has said of a picture.
type Answer struct {
	// Letters is how many ideographs, Latin letters and digits were recognised; 0 for so
	// few that they are none.
	Letters int
	// Text is what was recognised, "" where Letters is 0.
	Text string
	// Asked says that tesseract was asked. Where it was and Why is not empty, it has failed.
	Asked bool
	// Why says in few words why there is no answer, where there is none.
	Why diag.Text
}

// Ask asks what is written in a picture, a file of any kind.
func (t *Tesseract) Ask(ctx context.Context, picture []byte) Answer {
	name, why := fit(picture)
	if why.ZH != "" {
		return Answer{Why: why}
	}
	dir, err := os.MkdirTemp("", "gongkai-ocr-")
	if err != nil {
		return failed("没有地方放临时文件", "there is no room for a temporary file")
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, name), picture, 0o600); err != nil {
		return failed("没有地方放临时文件", "there is no room for a temporary file")
	}
	// It runs beside the file, whose name is plain then: not all versions for Windows open
	// one in a folder that is named in Chinese.
	// Twelve is text anywhere on a page that may lie on its side or on its head. Where the
	// data for that is missing (osd), it is read as it lies.
	r := t.run(ctx, dir, name, "stdout", "-l", language, "--psm", "12")
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return Answer{Why: diag.Text{ZH: "中途停止了", EN: "it was stopped"}}
	case r.Late:
		return failed("tesseract 超过 %v 秒", "tesseract took longer than %v s", t.Limit.Seconds())
	case r.More:
		return failed("tesseract 输出超过 %d 字节", "tesseract printed more than %d bytes", maxOutput)
	case errors.As(r.Err, &exit) && exit.ExitCode() >= 0:
		return failed("tesseract 退出码 %d", "tesseract: exit status %d", exit.ExitCode())
	case r.Err != nil:
		return failed("tesseract 不能运行", "tesseract cannot be run")
	}
	return answer(r.Out)
}

func failed(zh, en string, args ...any) Answer {
	return Answer{Asked: true, Why: diag.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}}
}

// fit returns a name for a picture by its kind, or why it is not handed on.
func fit(picture []byte) (name string, why diag.Text) {
	of, kind, err := image.DecodeConfig(bytes.NewReader(picture))
	switch {
	case err != nil:
		return "", diag.Text{ZH: "不是 JPEG、PNG、GIF、WebP、BMP、TIFF，或者损坏", EN: "it is no JPEG, PNG, GIF, WebP, BMP or TIFF, or damaged"}
	case of.Width < minSide || of.Height < minSide:
		return "", diag.Text{ZH: "太小，写不下字", EN: "it is too small for letters"}
	case of.Width > maxSide || of.Height > maxSide || of.Width > maxPixels/of.Height:
		return "", diag.Text{ZH: fmt.Sprintf("太大：%d×%d 像素", of.Width, of.Height), EN: fmt.Sprintf("it is too large: %d by %d pixels", of.Width, of.Height)}
	}
	return "picture." + kind, diag.Text{}
}

// answer makes the answer of what was printed.
func answer(out []byte) Answer {
	a := Answer{Asked: true, Text: joined(strings.ToValidUTF8(string(out), "\uFFFD"))}
	for _, r := range a.Text {
		if unicode.In(r, unicode.Han, unicode.Latin, unicode.Nd) {
			a.Letters++
		}
	}
	if a.Letters < fewest {
		a.Letters, a.Text = 0, ""
	}
	return a
}

// joined returns a text without the blanks between ideographs, which some versions put
// there: 姓 名 is 姓名.
func joined(text string) string {
	letters := []rune(text)
	kept := letters[:0]
	var before rune // the last that is no blank
	for i, r := range letters {
		if r == ' ' && unicode.Is(unicode.Han, before) && i+1 < len(letters) && unicode.Is(unicode.Han, letters[i+1]) {
			continue
		}
		kept, before = append(kept, r), r
	}
	return string(kept)
}
