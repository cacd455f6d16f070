package serve

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"slices"
	"strings"
	"sync"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/site"
	"gongkai/generator/source"
	"gongkai/generator/terminal"
)

// The screen is the terminal: plain lines, the newest at the bottom, never
// redrawn, so that they can be scrolled, copied and piped.
//
//   - After a change: when, which files, which of the pages that were looked at
//     differ now and in what, how long it took.
//   - A mistake is shown whole when it appears, once; when the last is mended,
//     that is said too.
//   - Warnings are counted. The overview page lists them.
type screen struct {
	opt Options
	now func() time.Time

	mu       sync.Mutex
	home     string
	shown    map[diag.Diagnostic]bool // the errors that are on the screen
	warnings int                      // as last said; -1: not yet
	polling  bool
}

func newScreen(opt Options) *screen {
	if opt.Screen == nil {
		opt.Screen = io.Discard
	}
	return &screen{opt: opt, now: time.Now, shown: map[diag.Diagnostic]bool{}, warnings: -1}
}

// say prints a line. The arguments are those of both formats, and shown as a
// terminal can show them.
func (s *screen) say(zh, en string, args ...any) {
	if !s.opt.Quiet && !s.opt.JSON {
		fmt.Fprintln(s.opt.Screen, terminal.Textf(zh, en, args...).In(s.opt.Lang))
	}
}

// address says where the site is to be seen.
func (s *screen) address(home string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.home = home
	s.say("预览：%[1]s    一览：%[1]s%[2]s    按 Ctrl+C 结束", "Preview: %[1]s    overview: %[1]s%[2]s    Ctrl+C ends it", home, reserved)
}

// loaded says that the first state is there.
func (s *screen) loaded(st *state, took time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if st.site != nil {
		s.say("读取 %d 篇文档，用时 %s；改动后保存，浏览器里会自动更新。",
			"%d documents read in %s; saved changes show in the browser by themselves.", st.site.Documents(), round(took))
	}
	s.problems(st)
}

// maxNamed is how many files or pages are named after a change.
const maxNamed = 5

// changed says what changed and what differs for it.
func (s *screen) changed(st *state, paths []string, stale []stalePage, took time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	clock := s.now().Format("15:04:05")
	if len(paths) > 0 {
		s.say("%s 改动 %s", "%s changed %s", clock, named(paths))
	}
	for i, p := range stale {
		if i == maxNamed {
			s.say("         另有 %d 个看过的网页更新", "         and %d more pages", len(stale)-i)
			break
		}
		s.say("         更新 /%s：%s", "         updated /%s: %s", p.path, s.words(p))
	}
	if len(paths) > 0 {
		s.say("         用时 %s", "         in %s", round(took))
	}
	s.problems(st)
}

// imported says what has become of files that were dropped on the overview page.
func (s *screen) imported(last *imported) {
	s.mu.Lock()
	defer s.mu.Unlock()
	clock := s.now().Format("15:04:05")
	for _, f := range last.files {
		if f.result.Refused() {
			s.say("%s 没有导入 %s：%s", "%s not imported: %s: %s", clock, f.name, f.result.Found[0].Message)
		} else {
			s.say("%s 导入 %s 为草稿 content/%s", "%s imported %s as the draft content/%s", clock, f.name, f.result.Path)
		}
	}
}

// reviewed says what the review of a state brought to light.
func (s *screen) reviewed(st *state) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.problems(st)
	if !st.complete {
		return
	}
	_, warnings := diag.Count(st.found)
	if warnings == s.warnings || s.warnings < 0 && warnings == 0 {
		s.warnings = warnings
		return
	}
	s.warnings = warnings
	s.say("         警告 %d 条，见 %s%s", "         %d warnings, see %s%s", warnings, s.home, reserved)
}

// problems prints the errors that are new, and says when the last is gone.
func (s *screen) problems(st *state) {
	var fresh []diag.Diagnostic
	open := map[diag.Diagnostic]bool{}
	for _, d := range st.found {
		if d.Severity == diag.Error {
			open[d] = true
			if !s.shown[d] {
				fresh = append(fresh, d)
			}
		}
	}
	had := len(s.shown)
	s.shown = open
	if len(fresh) > 0 {
		s.print(fresh[:min(len(fresh), maxErrors)])
		if more := len(fresh) - maxErrors; more > 0 {
			s.say("另有 %d 个错误，见 %s%s", "%d more errors, see %s%s", more, s.home, reserved)
		}
	}
	if had > 0 && len(open) == 0 {
		s.say("         错误已全部改正", "         all errors are mended")
	}
}

// print prints findings. What cannot be written to the terminal is lost.
func (s *screen) print(found []diag.Diagnostic) {
	if s.opt.JSON {
		_ = terminal.WriteJSON(s.opt.Screen, s.opt.Lang, found, false)
		return
	}
	_ = terminal.Printer{W: s.opt.Screen, Lang: s.opt.Lang, Color: s.opt.Color}.Print(found)
}

// mode says, once, that changes are found by scanning.
func (s *screen) mode(mode source.Mode, why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := mode == source.Polling; now != s.polling {
		s.polling = now
		if now {
			s.print([]diag.Diagnostic{polling.At(diag.Pos{}, reason(why))})
		}
	}
}

// words puts into words in what a page differs.
func (s *screen) words(p stalePage) diag.Text {
	if p.gone {
		return diag.Text{ZH: "已删除", EN: "gone"}
	}
	var zh, en []string
	for _, name := range p.parts {
		t := site.Part{Name: name}.Words()
		zh, en = append(zh, t.ZH), append(en, t.EN)
	}
	return diag.Text{ZH: strings.Join(slices.Compact(zh), "、"), EN: strings.Join(slices.Compact(en), ", ")}
}

// named lists some paths and counts the others.
func named(paths []string) diag.Text {
	if len(paths) <= maxNamed {
		list := strings.Join(paths, " ")
		return diag.Text{ZH: list, EN: list}
	}
	list := strings.Join(paths[:maxNamed], " ")
	return diag.Text{
		ZH: fmt.Sprintf("%s 等 %d 个文件", list, len(paths)),
		EN: fmt.Sprintf("%s and %d more files", list, len(paths)-maxNamed),
	}
}

// round makes a duration short enough to read.
func round(d time.Duration) time.Duration {
	if d >= 10*time.Millisecond {
		return d.Round(time.Millisecond)
	}
	return d.Round(100 * time.Microsecond)
}

// log returns the log of the HTTP server. Browsers that hang up are not worth a
// line; a request that panics is a mistake in this program, and is shown.
func (s *screen) log() *log.Logger { return log.New(panics{s.opt.Screen}, "", log.LstdFlags) }

type panics struct{ to io.Writer }

func (p panics) Write(entry []byte) (int, error) {
	if !bytes.Contains(entry, []byte("panic")) {
		return len(entry), nil
	}
	indent := ""
	for line := range strings.Lines(string(entry)) {
		line = strings.ReplaceAll(strings.TrimSuffix(line, "\n"), "\t", "    ")
		if _, err := fmt.Fprintln(p.to, indent+terminal.Visible(line)); err != nil {
			return 0, err
		}
		indent = "    "
	}
	return len(entry), nil
}
