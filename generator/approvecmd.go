package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/term"

	"gongkai/generator/approve"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/progress"
	"gongkai/generator/review"
	"gongkai/generator/rewrite"
	"gongkai/generator/site"
	"gongkai/generator/sshsig"
	"gongkai/generator/suggest"
)

// approveCommand is `gongkai approve FILE…`.
type approveCommand struct {
	Files []string `arg:"" placeholder:"FILE" help:"help_approve_files"`
	Stage string   `placeholder:"STAGE" help:"help_approve_stage"`
	By    string   `placeholder:"NAME" help:"help_approve_by"`
	Key   string   `placeholder:"KEYFILE" help:"help_approve_key"`
	Full  bool     `help:"help_approve_full"`
	Yes   bool     `help:"help_approve_yes"`
}

// Run takes each of the files one stage on, or none of them: whatever can be refused is
// refused before the first is written.
func (a *approveCommand) Run(c *call) error {
	r, ok, err := reviewedSite(c)
	if !ok {
		return err
	}
	var steps []*approve.Step
	paths, err := r.documents(a.Files)
	if err == nil {
		steps, err = a.plan(r, paths)
	}
	if err != nil || steps == nil {
		return refusal(err)
	}
	signers, err := a.signers(c, steps)
	defer func() {
		for _, signer := range signers {
			if signer != nil {
				signer.Close()
			}
		}
	}()
	if err != nil {
		return refusal(err)
	}
	for _, step := range steps {
		if err := r.showStep(step, a.Full); err != nil {
			return err
		}
	}
	if !a.Yes && !c.JSON && progress.IsTerminal(os.Stdin) && progress.IsTerminal(c.stderr) && !agrees(c, os.Stdin, len(steps)) {
		c.say("没有写审核记录。", "Nothing was written.")
		return nil
	}
	if err := write(c.Source, steps, signers); err != nil {
		return refusal(err)
	}
	for _, step := range steps {
		r.sayNext(step)
	}
	return nil
}

// reviewed is a site whose documents need approval.
type reviewed struct {
	*call
	site   *site.Site
	opt    site.Options
	policy *review.Policy
}

// reviewedSite reads a site whose documents need approval. ok is false where there is
// none; then the findings have been reported, or the error says why.
func reviewedSite(c *call) (r reviewed, ok bool, err error) {
	r.call = c
	if r.opt, err = c.options(); err != nil {
		return r, false, err
	}
	cfg, err := c.config()
	if cfg == nil {
		return r, false, err
	}
	if r.policy = review.NewPolicy(cfg); r.policy == nil {
		return r, false, noReview()
	}
	r.opt.Preview = true // which knows documents that are not public
	var found []diag.Diagnostic
	r.site, found, err = site.Load(r.opt, site.Resume(r.opt))
	if err == nil && r.site == nil {
		c.report(found)
	}
	return r, r.site != nil, err
}

// noReview says how review begins.
func noReview() error {
	return refuse("config.toml 里没有 [review]，这个网站的文档不用审核；要开始审核，加上 [review] 和 since = 开始的日期，见 docs/review.zh-CN.md",
		"config.toml has no [review]: the documents of this site need no approval; to begin, add [review] with since = the day from which on they do, see docs/review.md")
}

// plan says which steps are asked for; none where a document has errors, which are
// reported.
func (a *approveCommand) plan(r reviewed, paths []string) ([]*approve.Step, error) {
	candidates, err := r.candidates(paths)
	if err != nil {
		return nil, err
	}
	for _, c := range candidates {
		if err := approve.Dated(c, r.opt.Today); err != nil {
			return nil, err
		}
	}
	all, err := r.site.Findings(true)
	if err != nil {
		return nil, err
	}
	if faults := approve.Faults(all.Diagnostics, paths, candidates); len(faults) > 0 {
		r.report(faults)
		r.say("先改正上面的错误，再审核；没有写审核记录。", "Mend these errors first; nothing was approved.")
		return nil, nil
	}
	if len(candidates) < len(paths) {
		return nil, refuse("有文档读不出来；运行 gongkai check 看原因", "a document cannot be read; gongkai check says why")
	}
	var steps []*approve.Step
	for _, c := range candidates {
		step, err := approve.Plan(r.policy, c, approve.Request{Stage: a.Stage, By: a.By, Today: r.opt.Today})
		if err != nil {
			return nil, err
		}
		steps = append(steps, step)
	}
	return steps, nil
}

// candidates returns documents as they stand to be approved, without those that cannot
// be read. Their texts are rendered, so that what is wrong with them is known.
func (r reviewed) candidates(paths []string) (list []review.Candidate, err error) {
	var w site.Worker
	for _, path := range paths {
		if item, ok := r.site.Item(page.URL(path)); ok && item.IsPage() {
			if _, err := item.Make(&w, nil); err != nil {
				return nil, err
			}
		}
		c, _, ok, err := r.site.Candidate(path)
		if err != nil {
			return nil, err
		}
		if ok {
			list = append(list, c)
		}
	}
	return list, nil
}

// refusal makes a wrong call of what package approve refuses, and of what keys and
// agents do; it passes on any other error.
func refusal(err error) error {
	var refused approve.Refusal
	var key *sshsig.Error
	switch {
	case errors.As(err, &refused):
		return wrongCall{refused.Text}
	case errors.As(err, &key):
		return refuse("%s；没有写审核记录", "%s; nothing was written", diag.Text{ZH: key.ZH, EN: key.EN})
	case errors.Is(err, rewrite.ErrTwice):
		return refuse("两篇文档是同一个文件：%s；没有写审核记录，把链接换成单独的文件", "two of the documents are one file: %s; nothing was written, make them files of their own", fileOf(err))
	case errors.Is(err, rewrite.ErrChanged), errors.Is(err, site.ErrChanged):
		return refuse("审核的时候文件又改动了，没有写审核记录：%s；请看过改动，再审核一次", "a file changed meanwhile, and nothing was written: %s; look at the change, and approve again", fileOf(err))
	}
	return err
}

// fileOf returns the file that an error is about.
func fileOf(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Path
	}
	return strings.TrimSuffix(err.Error(), ": "+site.ErrChanged.Error())
}

// documents returns the paths below content/ of documents that are named as files on the
// disk, or by their paths in the site or below content/.
func (r reviewed) documents(names []string) ([]string, error) {
	documents := map[string]bool{}
	for _, f := range r.site.Sources() {
		if path, ok := strings.CutPrefix(f.Path, "content/"); ok && strings.EqualFold(filepath.Ext(path), ".md") {
			documents[path] = true
		}
	}
	var paths []string
	for _, name := range names {
		named, err := expanded(name)
		if err != nil {
			return nil, err
		}
		for _, name := range named {
			path, err := documentPath(r.Source, documents, name)
			if err == nil {
				err = onlyName(r.Source, documents, path)
			}
			if err != nil {
				return nil, err
			}
			if !slices.Contains(paths, path) {
				paths = append(paths, path)
			}
		}
	}
	return paths, nil
}

// onlyName refuses a link to another document: approvals are written into the file, and
// those of the one would stand in the other.
func onlyName(root string, documents map[string]bool, path string) error {
	base, err := filepath.EvalSymlinks(filepath.Join(root, "content"))
	if err != nil {
		return err
	}
	real, err := filepath.EvalSymlinks(filepath.Join(root, "content", filepath.FromSlash(path)))
	if err != nil {
		return err
	}
	rel, err := filepath.Rel(base, real)
	if other := filepath.ToSlash(rel); err == nil && other != path && documents[other] {
		return refuse("content/%s 是 content/%s 的链接，审核记录只能写在一篇文档里；把链接换成单独的文件", "content/%s is a link to content/%s, and approvals are of one document; make it a file of its own", path, other)
	}
	return nil
}

// documentPath returns the path of one document.
func documentPath(root string, documents map[string]bool, name string) (string, error) {
	slashed := strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "./")
	candidates := []string{onDisk(root, name), strings.TrimPrefix(slashed, "content/")}
	for _, path := range candidates {
		if documents[path] {
			return path, nil
		}
	}
	path := candidates[1]
	if candidates[0] != "" {
		path = candidates[0]
	}
	if _, err := os.Stat(filepath.Join(root, "content", filepath.FromSlash(path))); err == nil {
		return "", refuse("%s 不是文档：审核的是 content 里的 .md 文件，附件和图片随文档一起审核", "%s is no document: what is approved are .md files in content/; attachments and pictures go with their documents", name)
	}
	if info, err := os.Stat(name); err == nil && candidates[0] == "" {
		if info.IsDir() {
			return "", refuse("%s 是文件夹；请写要审核的文档", "%s is a folder; name the documents to approve", name)
		}
		return "", refuse("%s 不在站点的 content 文件夹里", "%s is not in the site's folder content", name)
	}
	all := make([]string, 0, len(documents))
	for d := range documents {
		all = append(all, d)
	}
	slices.Sort(all)
	meant := suggest.Nearest(path, all)
	if meant != "" {
		meant = "content/" + meant
	}
	return "", refuse("没有文档 %s%s", "there is no document %s%s", name, perhaps(meant))
}

// onDisk returns the path below content/ of a file on the disk, by its own name or as a
// link; "" where it is elsewhere.
func onDisk(root, name string) string {
	base, err := filepath.Abs(filepath.Join(root, "content"))
	if err != nil {
		return ""
	}
	full, err := filepath.Abs(name)
	if err != nil {
		return ""
	}
	for range 2 {
		if rel, err := filepath.Rel(base, full); err == nil && filepath.IsLocal(rel) && rel != "." {
			if _, err := os.Stat(full); err == nil {
				return filepath.ToSlash(rel)
			}
		}
		// The same folder by another name: the site may be behind a link.
		realBase, err := filepath.EvalSymlinks(base)
		realDir, err2 := filepath.EvalSymlinks(filepath.Dir(full))
		if err != nil || err2 != nil {
			return ""
		}
		base, full = realBase, filepath.Join(realDir, filepath.Base(full))
	}
	return ""
}

// agentName is the value of --key that stands for the running agent.
const agentName = "agent"

// signers returns what signs each of the steps, nil where nothing does. A key that does
// not fit is refused before anything is shown or asked, but for its passphrase.
func (a *approveCommand) signers(c *call, steps []*approve.Step) ([]*sshsig.Signer, error) {
	signers := make([]*sshsig.Signer, len(steps))
	var own *sshsig.Signer
	for i, step := range steps {
		var err error
		switch {
		case a.Key != "" && a.Key != agentName:
			if own == nil {
				if own, err = loadKey(c, a.Key); err != nil {
					return signers, err
				}
			}
			if signers[i], err = own, step.Fits(own.Key()); err != nil {
				return signers, err
			}
		case step.Unsigned:
			if signers[i], err = sshsig.Agent(step.Stage.Keys...); err != nil {
				return signers, unsigned(step, err)
			}
		case a.Key == agentName:
			return signers, refuse("“%s”没有设 keys，不知道用 ssh-agent 的哪一把钥匙；不用写 --key，或者写私钥文件", "the stage %s has no keys, so it is not known which key of the agent is meant; leave out --key, or name a file", step.Stage.Name)
		}
	}
	return signers, nil
}

// loadKey reads a private key, and asks its passphrase where there is somebody to ask.
func loadKey(c *call, file string) (*sshsig.Signer, error) {
	if !progress.IsTerminal(os.Stdin) {
		signer, err := sshsig.LoadKey(file, nil)
		if errors.Is(err, sshsig.Passphrase) {
			return nil, refuse("%s 里的私钥有口令，要在终端里运行才能输入；或者先 ssh-add %s，再不写 --key 运行", "the key in %s has a passphrase, which is asked on a terminal; or run ssh-add %s first, and leave out --key", file, file)
		}
		return signer, err
	}
	return sshsig.LoadKey(file, func() ([]byte, error) {
		c.print(c.stderr, fmt.Sprintf(diag.Text{ZH: "%s 的口令：", EN: "Passphrase of %s: "}.In(c.Lang), file))
		defer c.print(c.stderr, "\n")
		return term.ReadPassword(int(os.Stdin.Fd()))
	})
}

// unsigned says how a stage with keys is approved.
func unsigned(step *approve.Step, err error) error {
	why := diag.Text{ZH: err.Error(), EN: err.Error()}
	var said *sshsig.Error
	if errors.As(err, &said) {
		why = diag.Text{ZH: said.ZH, EN: said.EN}
	}
	return refuse("“%s”设了公钥，审核要签名：加上 --key 私钥文件，或者先用 ssh-add 私钥文件 交给 ssh-agent（%s）",
		"the stage %s has keys, so its approval is signed: add --key FILE, or give the key to the agent with ssh-add FILE (%s)", step.Stage.Name, why)
}

// agrees asks somebody at the terminal whether to go on.
func agrees(c *call, answers io.Reader, documents int) bool {
	question := diag.Text{ZH: "同意公开？[y/N] ", EN: "Approve? [y/N] "}
	if documents > 1 {
		question = diag.Text{ZH: fmt.Sprintf("以上 %d 篇，都同意公开？[y/N] ", documents), EN: fmt.Sprintf("Approve these %d documents? [y/N] ", documents)}
	}
	c.print(c.stderr, question.In(c.Lang))
	lines := bufio.NewScanner(answers)
	lines.Scan()
	switch strings.ToLower(strings.TrimSpace(lines.Text())) {
	case "y", "yes", "是", "同意":
		return true
	}
	return false
}

// write signs what is to be signed and writes all the files, or none.
func write(root string, steps []*approve.Step, signers []*sshsig.Signer) error {
	var changes []rewrite.Change
	for i, step := range steps {
		if signers[i] != nil {
			if err := step.Sign(signers[i]); err != nil {
				return err
			}
		}
		data, err := step.Insert()
		if err != nil {
			return err
		}
		path := filepath.Join(root, filepath.FromSlash(review.File{Path: step.Meta.Path}.Source()))
		changes = append(changes, rewrite.Change{Path: path, Before: step.Data, After: data})
	}
	return rewrite.Files(changes)
}
