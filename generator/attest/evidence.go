package attest

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strings"
	"time"

	"gongkai/generator/minisign"
	"gongkai/generator/terminal"
	"gongkai/generator/translog"
)

// LoadLog reads the log of a tree whose checkpoint signed has agreed to: see
// [translog.LoadSigned].
func LoadLog(tree Tree, signed func(checkpoint []byte) error) (*translog.Log, []byte, error) {
	return look(tree, Options{}).loadLog(signed)
}

// Evidence is what is known of one file from a proof.
type Evidence struct {
	Entry      translog.Entry
	Checkpoint *translog.Checkpoint
	Key        minisign.PublicKey
	Proof      *translog.Proof
	// Witnessed are the times at which witnesses have signed the checkpoint.
	Witnessed []time.Time
}

// ErrUnlogged says that the log does not tell of a file, or tells of another one.
var ErrUnlogged = errors.New("the log does not tell of this file as it is")

// Prove makes the proof of a file of a tree as it is there: of its last entry.
func Prove(tree Tree, address string, key minisign.PublicKey) (*Evidence, error) {
	v := look(tree, Options{})
	log, checkpoint, err := v.loadLog(func(checkpoint []byte) error { return translog.Signed(checkpoint, key.Ed25519()) })
	if err != nil {
		return nil, err
	}
	sum, err := v.sum(address, make([]byte, 256<<10))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for i := log.Size() - 1; i >= 0; i-- {
		e := log.Entry(i)
		if e.Address != address {
			continue
		}
		if e.Sum != fmt.Sprintf("%x", sum) {
			return nil, ErrUnlogged
		}
		proof, err := log.Inclusion(i, checkpoint)
		if err != nil {
			return nil, err
		}
		return Check(proof, sum, Options{Key: &key})
	}
	return nil, ErrUnlogged
}

// Check verifies the proof of a file with a sum. opt.Key must be given.
func Check(proof *translog.Proof, sum [sha256.Size]byte, opt Options) (*Evidence, error) {
	ev := &Evidence{Proof: proof, Key: *opt.Key}
	err := proof.Check()
	if err == nil {
		ev.Entry, err = translog.ParseEntry(proof.Entry)
	}
	if err == nil {
		err = translog.Signed(proof.Checkpoint, opt.Key.Ed25519())
	}
	if err == nil {
		ev.Checkpoint, err = translog.ParseCheckpoint(proof.Checkpoint)
	}
	if err != nil {
		return nil, err
	}
	if ev.Entry.Sum != fmt.Sprintf("%x", sum) {
		return nil, ErrUnlogged
	}
	for _, w := range opt.Witnesses {
		at, err := translog.Cosigned(proof.Checkpoint, w)
		if err != nil {
			return nil, err
		}
		ev.Witnessed = append(ev.Witnessed, at)
	}
	return ev, nil
}

// Page returns a page for people that tells what the proof shows, and how to check it.
// It needs nothing but itself. file is the name of the file of the proof, and scheme how
// the site is reached, "https://"; "" where that is not known.
func (ev *Evidence) Page(file, scheme string) []byte {
	var b strings.Builder
	e := ev.Entry
	row := func(name, value string) {
		fmt.Fprintf(&b, "<tr><th scope=row>%s<td>%s\n", escape(name), escape(terminal.Visible(value)))
	}
	b.WriteString("<!doctype html>\n<html lang=zh-CN>\n<meta charset=utf-8>\n<meta name=viewport content=\"width=device-width\">\n" +
		"<title>" + escape("发布证明："+terminal.Visible(e.Address)) + "</title>\n<style>" + pageStyle + "</style>\n<h1>发布证明</h1>\n")
	fmt.Fprintf(&b, "<p>%s 的发布日志在 %s 登记了下面这个文件。发布日志只能增加，不能改、不能删；文件改动一个字节，校验值就不同。\n<table>\n",
		escape(terminal.Visible(ev.Checkpoint.Origin)), escape(e.Logged))
	row("网址", scheme+ev.Checkpoint.Origin+"/"+(&url.URL{Path: e.Address}).EscapedPath())
	row("登记的路径", e.Address)
	row("状态", e.State)
	row("首次公开", e.First)
	if e.Present != translog.None {
		row("文件写明的发布日期", e.Present)
	}
	row("登记日期", e.Logged)
	row("校验值（SHA-256）", e.Sum)
	row("日志中的序号", fmt.Sprintf("%d（共 %d 条）", ev.Proof.Index+1, ev.Checkpoint.Size))
	row("公钥", ev.Key.String())
	b.WriteString("</table>\n<h2>怎样核对</h2>\n<ol>\n<li>从网站另存这个文件，计算校验值：Windows 用 <code>certutil -hashfile 文件 SHA256</code>，Linux 用 <code>sha256sum 文件</code>，应与上表相同。\n" +
		"<li>公钥应与该单位在网站以外公布的相同。\n" +
		"<li>有 gongkai 程序的，运行 <code>" + escape("gongkai prove 文件 --check "+terminal.Visible(file)+" --key 公钥") + "</code>。证明的格式是 C2SP tlog-proof，也可以用别的程序核对。\n</ol>\n" +
		"<h2>证明什么，不证明什么</h2>\n<p>证明：这个文件的每一个字节，和登记的一样。不证明：登记的日期属实——日期是该单位自己写的，只有见证人的签名才能说明最晚到哪一刻已经登记。这不是电子签名，也不是电子印章。\n" +
		"<h2>证明</h2>\n<pre>")
	b.WriteString(escape(string(ev.Proof.Text())) + "</pre>\n")
	return []byte(b.String())
}

const pageStyle = "body{max-width:46em;margin:2em auto;padding:0 1em;font-family:sans-serif;line-height:1.7}table{border-collapse:collapse}th,td{border:1px solid #999;padding:.3em .6em;text-align:left;overflow-wrap:anywhere}th{white-space:nowrap}pre{white-space:pre-wrap;overflow-wrap:anywhere}"

// escape returns a text as it stands in HTML.
func escape(text string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;").Replace(text)
}
