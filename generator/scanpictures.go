package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"strconv"
	"sync/atomic"

	"gongkai/generator/diag"
	"gongkai/generator/extract"
	"gongkai/generator/ocr"
	"gongkai/generator/parallel"
	"gongkai/generator/reason"
	"gongkai/generator/site/screening"
	"gongkai/generator/waiver"
)

// This file has tesseract read what scan says was not read: pictures, and pages that were
// scanned. build and check do not ask it, since what they say must not depend on what
// happens to be installed.

const (
	// together is how many pictures tesseract reads at a time.
	together = 2
	// batchPictures and batchBytes bound the pictures that wait for it in memory.
	batchPictures = 8
	batchBytes    = 64 << 20
)

// readings is what was read in the pictures of a site.
type readings struct {
	ctx       context.Context
	tesseract *ocr.Tesseract
	phases    *phases
	total     int // how many pictures there are said to be

	list    []reading
	found   []waiver.Finding // in what was read
	missing error            // why nobody was asked
	batch   [][]byte         // pictures that belong to the last of the list
	size    int              // of the batch, in bytes
	known   map[[sha256.Size]byte]ocr.Answer
	done    atomic.Int64
}

// reading is what was read in a picture, or in none of those of a file.
type reading struct {
	file  *screening.Unread
	where diag.Text
	count int
	sum   [sha256.Size]byte
	ocr.Answer
}

// readPictures has the pictures read of which scan says that nobody has.
func readPictures(c *call, files []*screening.Unread, only []string) *readings {
	files = slices.DeleteFunc(slices.Clone(files), func(u *screening.Unread) bool { return !among(u.File, only) })
	r := &readings{phases: newPhases(c), known: map[[sha256.Size]byte]ocr.Answer{}}
	if len(files) == 0 {
		return r
	}
	defer r.phases.clear()
	var stop context.CancelFunc
	r.ctx, stop = untilStopped()
	defer stop()
	r.tesseract, r.missing = ocr.Find(r.ctx)
	for _, u := range files {
		r.total += u.Count
	}
	for _, u := range files {
		r.read(u)
	}
	r.flush()
	if r.ctx.Err() != nil {
		c.status = exitMachine // what is printed is not all
	}
	return r
}

// read has the pictures in one file read.
func (r *readings) read(file *screening.Unread) {
	if r.missing != nil {
		r.without(file, missingWords(r.missing))
		return
	}
	before := len(r.list)
	err := file.Images(func(p extract.Image) error {
		r.add(file, p)
		return r.ctx.Err()
	})
	switch {
	case r.ctx.Err() != nil && len(r.list) == before:
		r.without(file, diag.Text{ZH: "中途停止了", EN: "it was stopped"})
	case err != nil && r.ctx.Err() == nil:
		zh, en := reason.Of(err)
		r.without(file, diag.Text{ZH: zh, EN: en})
		r.list[len(r.list)-1].count = max(1, file.Count-(len(r.list)-1-before))
	case len(r.list) == before:
		r.without(file, diag.Text{ZH: "没有取出图片", EN: "no picture could be taken out"})
	}
}

// without notes that nothing in a file was read.
func (r *readings) without(file *screening.Unread, why diag.Text) {
	r.flush()
	r.list = append(r.list, reading{file: file, count: file.Count, Answer: ocr.Answer{Why: why}})
}

// add has one picture read, some time.
func (r *readings) add(file *screening.Unread, p extract.Image) {
	one := reading{file: file, where: p.Place, count: 1}
	if p.Data == nil {
		r.flush()
		one.Why = p.Why
		r.list = append(r.list, one)
		return
	}
	one.sum = sha256.Sum256(p.Data)
	r.list, r.batch = append(r.list, one), append(r.batch, bytes.Clone(p.Data))
	if r.size += len(p.Data); len(r.batch) == batchPictures || r.size >= batchBytes {
		r.flush()
	}
}

// flush has the pictures read that wait, and looks through what is written in them. The
// same picture, a letterhead most often, is read once.
func (r *readings) flush() {
	list := r.list[len(r.list)-len(r.batch):]
	var asked []int
	for i := range list {
		if _, ok := r.known[list[i].sum]; !ok {
			r.known[list[i].sum] = ocr.Answer{}
			asked = append(asked, i)
		}
	}
	r.done.Add(int64(len(list) - len(asked)))
	_ = parallel.Each(together, len(asked), func(_, n int) error { // which has no error to return
		i := asked[n]
		list[i].Answer = r.tesseract.Ask(r.ctx, r.batch[i])
		done := int(r.done.Add(1))
		r.phases.show("pictures", done, max(r.total, done))
		return nil
	})
	for _, i := range asked {
		r.known[list[i].sum] = list[i].Answer
	}
	for i := range list {
		one := &list[i]
		one.Answer = r.known[one.sum]
		for _, d := range one.file.Recognised(one.where, one.Text) {
			r.found = append(r.found, waiver.Finding{File: one.file.File, Found: d})
		}
	}
	r.batch, r.size = nil, 0
}

// missingWords says why nobody can be asked.
func missingWords(err error) diag.Text {
	if errors.Is(err, ocr.ErrNoChinese) {
		return diag.Text{ZH: "这台电脑上的 tesseract 没有中文数据（chi_sim）", EN: "tesseract on this machine has no data for Chinese (chi_sim)"}
	}
	return diag.Text{ZH: "这台电脑上没有 tesseract", EN: "there is no tesseract on this machine"}
}

// report prints what was read of each picture: never the text itself.
func (r *readings) report(c *call, all bool) error {
	switch {
	case c.JSON:
		for i := range r.list {
			if err := jsonLine(c, r.list[i].line(c.Lang)); err != nil {
				return err
			}
		}
	case len(r.list) == 0 || c.Quiet:
	case r.missing != nil:
		c.say("图片和扫描的页里写着什么，没有看：%d 张，在 %d 个文件里。%s；装上以后再运行 gongkai scan，就请它看。\n"+
			"  Windows：UB Mannheim 的安装程序，安装时勾选中文数据 Chinese (Simplified)，装好以后把它的文件夹加进 PATH\n"+
			"  Debian：apt install tesseract-ocr tesseract-ocr-chi-sim",
			"What is written in pictures and on pages that were scanned was not looked at: %d, in %d files. %s; gongkai scan asks it once it is installed.\n"+
				"  Windows: the installer of UB Mannheim, with the data Chinese (Simplified) chosen in it, and its folder added to PATH\n"+
				"  Debian: apt install tesseract-ocr tesseract-ocr-chi-sim", r.total, len(r.list), missingWords(r.missing))
	default:
		r.table(c, all)
	}
	return nil
}

// What became of a picture, as --json names it.
const (
	withText = "text"
	noText   = "none"
	notAsked = "unasked"
	notRead  = "failed"
)

// state is one of these.
func (r *reading) state() string {
	switch {
	case r.Why.ZH != "" && r.Asked:
		return notRead
	case r.Why.ZH != "":
		return notAsked
	case r.Letters > 0:
		return withText
	}
	return noText
}

// words says what became of a picture.
func (r *reading) words() diag.Text {
	switch r.state() {
	case withText:
		n := strconv.Itoa(r.Letters)
		return diag.Text{ZH: "有字（约 " + n + " 个）", EN: "text (some " + n + " letters)"}
	case noText:
		return diag.Text{ZH: "没有看到字", EN: "no text was seen"}
	case notRead:
		return diag.Text{ZH: "没有问成（" + r.Why.ZH + "）", EN: "asked in vain (" + r.Why.EN + ")"}
	}
	return diag.Text{ZH: "没有问（" + r.Why.ZH + "）", EN: "not asked (" + r.Why.EN + ")"}
}

// table prints some pictures of each state, or all, and how many there are.
func (r *readings) table(c *call, all bool) {
	rows := [][]string{{"图片", "tesseract 认字的结果"}}
	if c.Lang == "en" {
		rows = [][]string{{"picture", "what tesseract has read"}}
	}
	n := map[string]int{}
	for i := range r.list {
		one := &r.list[i]
		state := one.state()
		if n[state] += one.count; n[state] > shown && !all {
			continue
		}
		name := one.file.Name
		if one.where.ZH != "" {
			name += " › " + one.where.In(c.Lang)
		}
		rows = append(rows, []string{name, one.words().In(c.Lang)})
	}
	c.printRows(rows)
	if slices.ContainsFunc([]string{withText, noText, notAsked, notRead}, func(state string) bool { return n[state] > shown }) && !all {
		c.say("每种结果只列了前 %d 张；加 --all 全部列出。", "Of each result the first %d are listed; --all lists all.", shown)
	}
	c.say("认了图片里的字：%d 张有字，%d 张没有看到字，%d 张没有认成。认字会认错、认漏，仍要请人看一遍。",
		"Read pictures: %d with text, %d in which none was seen, %d not read. Recognition errs and misses; somebody should look all the same.", n[withText], n[noText], n[notAsked]+n[notRead])
}

// readingLine is a line of --json.
type readingLine struct {
	Picture string `json:"picture"`
	File    string `json:"file"`
	Where   string `json:"where,omitempty"`
	Letters int    `json:"letters"`
	Count   int    `json:"count"`
	Reason  string `json:"reason,omitempty"`
}

func (r *reading) line(lang string) readingLine {
	return readingLine{r.state(), r.file.Name, r.where.In(lang), r.Letters, r.count, r.Why.In(lang)}
}

// byFile puts findings into the order of their files, as scan has them.
func byFile(all []waiver.Finding) {
	slices.SortStableFunc(all, func(a, b waiver.Finding) int { return cmp.Compare(a.File, b.File) })
}
