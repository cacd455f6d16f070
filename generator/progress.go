package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"gongkai/generator/diag"
)

// progress shows on one line of a terminal how far long work has come. It
// shows nothing in a pipe, with --quiet or --json, and nothing in the first
// moments, so that a build that is over in no time does not flicker.
type progress struct {
	w     io.Writer
	lang  string
	mu    sync.Mutex
	next  time.Time
	shown bool
}

// How long to wait before the first line, and between two.
const (
	progressAfter = 400 * time.Millisecond
	progressEvery = 100 * time.Millisecond
)

func newProgress(c *call) *progress {
	p := &progress{w: c.stderr, lang: c.Lang, next: time.Now().Add(progressAfter)}
	if c.Quiet || c.JSON || !isTerminal(c.stderr) {
		p.w = nil
	}
	return p
}

// show is called by the workers of a build.
func (p *progress) show(phase string, done, total int) {
	if p.w == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if now.Before(p.next) {
		return
	}
	p.next, p.shown = now.Add(progressEvery), true
	name := map[string]diag.Text{"read": {ZH: "读取", EN: "reading"}, "make": {ZH: "生成", EN: "making"}, "links": {ZH: "询问站外链接", EN: "asking other sites"}, "files": {ZH: "复制附件、缩小图片", EN: "copying files, reducing pictures"}}[phase]
	overwrite(p.w, fmt.Sprintf("%s %d/%d", name.In(p.lang), done, total))
}

// clear removes the line.
func (p *progress) clear() {
	if p.w != nil && p.shown {
		overwrite(p.w, "")
	}
}
