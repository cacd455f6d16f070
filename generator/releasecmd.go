package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/edition"
	"gongkai/generator/minisign"
	"gongkai/generator/publish"
	"gongkai/generator/records"
	"gongkai/generator/rewrite"
	"gongkai/generator/signer"
	"gongkai/generator/site"
	"gongkai/generator/translog"
)

// releaseCommand is `gongkai release`.
type releaseCommand struct {
	Key         string `placeholder:"KEYFILE" help:"help_release_key"`
	Signer      string `placeholder:"PROGRAM" help:"help_release_signer"`
	Public      string `placeholder:"PUBKEY" help:"help_release_public"`
	Also        string `placeholder:"PROGRAM" help:"help_release_also"`
	NewKey      bool   `help:"help_release_new_key"`
	Cosigned    string `placeholder:"FILE" help:"help_release_cosigned"`
	Precompress bool   `help:"help_precompress"`
	AllowLoss   bool   `help:"help_allow_loss"`
	All         bool   `help:"help_all"`
}

// Run builds the site and publishes it with the list of its files, the signature of that,
// and the log. What is to be kept is written into records/ just before the folders are
// exchanged, and taken back where that fails: a log that has been published and is not in
// records/ would be contradicted by the next one, while one that is in records/ only is
// published by the next release.
func (r *releaseCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	cfg, err := c.config()
	if cfg == nil {
		return err
	}
	if c.BaseURL != "" {
		cfg.Site.SetBaseURL(c.BaseURL)
	}
	keys, err := r.keys(c)
	if err != nil {
		return err
	}
	if shown := cfg.Guide.ReleaseKey; shown != "" && shown != keys.Public.String() {
		return refuse("指南页公布的公钥（config.toml 的 release_key）不是这把密钥的；改为 %s", "the key that the guide shows (release_key in config.toml) is another one; write %s", keys.Public.String())
	}
	unlock, err := lockLog(c)
	if err != nil {
		return err
	}
	defer unlock()
	l := &ledger{call: c, keys: keys, newKey: r.NewKey, origin: origin(cfg)}
	if r.Cosigned != "" {
		if l.cosigned, err = checkpointFile(r.Cosigned); err != nil {
			return err
		}
	}
	opt.AllowLoss, opt.Precompress, opt.Seal = r.AllowLoss, r.Precompress, l.seal
	c.shorten(r.All)
	start := time.Now()
	res, err := built(c, opt)
	if err != nil {
		return l.undo(err)
	}
	c.report(res.Diagnostics)
	c.summary(res, time.Since(start))
	sayDue(c, opt.Today, res.Reminders)
	if res.Committed {
		return l.finish(res.Stats)
	}
	return nil
}

// keys is what signs: a key file, or a program of the office; and what also does.
func (r *releaseCommand) keys(c *call) (keys edition.Keys, err error) {
	if r.Also != "" {
		if keys.Also, err = signerProgram(r.Also); err != nil {
			return keys, err
		}
	}
	if r.Signer == "" {
		key, err := openKey(c, r.Key)
		if err == nil {
			keys.Public, keys.Signer = key.Public(), key
		}
		return keys, err
	}
	if r.Key != "" || r.Public == "" {
		return keys, refuse("--signer 要和 --public 一起写，不和 --key 一起写", "--signer takes --public, and no --key")
	}
	if keys.Signer, err = signerProgram(r.Signer); err != nil {
		return keys, err
	}
	public, err := programKey(r.Public)
	if err == nil {
		keys.Public = *public
	}
	return keys, err
}

// lockLog has one release of a site at a time, whichever folders they publish into: two
// that go on with the same log would each record another history.
func lockLog(c *call) (unlock func() error, err error) {
	const wait = 10 * time.Minute // longer than somebody looks for a token
	patient := publish.Options{Wait: wait, Waiting: func() {
		c.say("另一个 gongkai 正在发布这个站点，等它完成……", "another gongkai is releasing this site; waiting for it to finish")
	}}
	return patient.Lock(filepath.Join(c.Source, ".build", "release.lock"))
}

// signerProgram reads the command of a program that signs.
func signerProgram(command string) (*signer.Signer, error) {
	s, err := signer.Parse(command, passphraseVariable)
	if err != nil {
		return nil, refuse("不是一个命令：%s", "this is no command: %s", command)
	}
	return s, nil
}

// programKey reads the public key of a program that signs: one of minisign, or a PEM file
// as other programs write it.
func programKey(text string) (*minisign.PublicKey, error) {
	data, err := os.ReadFile(text)
	block, _ := pem.Decode(data)
	if err != nil || block == nil {
		return publicKey(text)
	}
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	key, ok := parsed.(ed25519.PublicKey)
	if err != nil || !ok {
		return nil, refuse("%s 里的公钥不是 Ed25519；清单和日志用 Ed25519 签名，别的算法（例如 SM2）用 --also 另签一个", "the key in %s is none of Ed25519, by which the list and the log are signed; another algorithm, such as SM2, signs with --also", text)
	}
	public, err := minisign.NewPublicKey(key)
	return &public, signing(err)
}

// origin is the name of the log of a site: its address, without what says how it is
// reached. "" where that is not known. What a name cannot have is written as addresses
// write it: town.example/a%2Bb.
func origin(cfg *config.Config) string {
	_, address, _ := strings.Cut(cfg.Site.BaseURL, "://")
	var name strings.Builder
	for _, c := range []byte(strings.TrimSuffix(address, "/")) {
		if translog.IsName(string(rune(c))) && c < utf8.RuneSelf {
			name.WriteByte(c)
		} else {
			fmt.Fprintf(&name, "%%%02X", c)
		}
	}
	return name.String()
}

// ledger keeps the records of a release.
type ledger struct {
	*call
	keys   edition.Keys
	newKey bool
	origin string
	// cosigned is a checkpoint with signatures of witnesses, nil where there is none.
	cosigned []byte

	log     *translog.Log
	before  int64 // entries
	written *rewrite.Undo
	changes int
}

// folder is where the log is kept.
func (l *ledger) folder() string { return filepath.Join(l.Source, "records", edition.LogFolder) }

// seal makes the files of a release, and records it.
func (l *ledger) seal(d *edition.Draft) ([]edition.File, error) {
	for _, f := range d.Files {
		if edition.Taken(f.Path) {
			return nil, refuse("网站上已经有 %s，而 release 要把清单和发布日志放在那里；请把它改名（栏目的话，改它的代号）", "the site has %s, where a release puts its list and its log; rename it (or the key of the category)", f.Path)
		}
	}
	was, err := l.read()
	if err != nil {
		return nil, err
	}
	if last := l.log.Size() - 1; last >= 0 && d.Day < l.log.Entry(last).Logged {
		day := l.log.Entry(last).Logged
		return nil, refuse("发布日志上次登记的日子是 %[1]s，这次是 %[2]s，日志的日子不能倒退；写 --as-of %[1]s 或者更晚的日子，没有写 --as-of 的，看看本机的日期对不对", "the log has entries of %[1]s, and this would add some of %[2]s: its days cannot go back; write --as-of %[1]s or a later day, or, without --as-of, see that the date of this machine is right", day, d.Day)
	}
	if err := d.Log(l.log); err != nil {
		return nil, logFault(err)
	}
	checkpoint := was
	if l.log.Size() != l.before || was == nil || translog.Signed(was, l.keys.Public.Ed25519()) != nil {
		if checkpoint, err = l.log.Checkpoint(l.keys.Public.Ed25519(), l.keys.Signer); err != nil {
			return nil, notSigned(err)
		}
	}
	if checkpoint, err = l.signatures(checkpoint, was); err != nil {
		return nil, err
	}
	for _, path := range []string{edition.SignaturePath, edition.AlsoPath} {
		if data, err := os.ReadFile(filepath.Join(l.out(), path)); err == nil {
			d.Published = append(d.Published, edition.File{Path: path, Data: data})
		}
	}
	files, err := d.Seal(l.log, checkpoint, l.keys)
	if err != nil {
		return nil, signing(err)
	}
	return files, l.write(d.Record, was, checkpoint)
}

// signatures adds to a checkpoint those that there are of it already: of the last release,
// which a new key has signed anew, and of witnesses.
func (l *ledger) signatures(checkpoint, was []byte) ([]byte, error) {
	if was != nil && !bytes.Equal(checkpoint, was) {
		switch merged, err := translog.Merge(checkpoint, was); {
		case err == nil:
			checkpoint = merged
		case !errors.Is(err, translog.ErrOther):
			return nil, logFault(err)
		}
	}
	if l.cosigned == nil {
		return checkpoint, nil
	}
	merged, err := translog.Merge(checkpoint, l.cosigned)
	switch {
	case errors.Is(err, translog.ErrOther):
		return nil, refuse("见证的不是现在这个检查点：见证以后网站又有变化；请再发布一次，再请见证人签名", "what was witnessed is not the present checkpoint: the site has changed since; release it, and ask the witness again")
	case err != nil:
		return nil, refuse("--cosigned 的文件不能并入（%s），没有发布；请向见证人另要一份 gongkai witness 写的文件", "the file of --cosigned cannot be taken (%s), and nothing was released; ask the witness for a file as gongkai witness writes it", spoken(err))
	}
	return merged, nil
}

// known is a checkpoint of the log that is kept elsewhere than in the folder of the log: a
// log that does not go on with it would rewrite history.
type known struct {
	diag.Text // where it is
	note      []byte
}

// last is where records/ keeps the checkpoint of the last release beside the folder of the
// log. Who loses that folder, or has an old copy of it, is told so even where nothing that
// was published is at hand.
func (l *ledger) last() string { return filepath.Join(l.Source, "records", translog.CheckpointPath) }

// known reads what is known of the log without its folder.
func (l *ledger) known() (list []known, err error) {
	for _, k := range []struct {
		path  string
		where diag.Text
	}{
		{filepath.Join(l.out(), filepath.FromSlash(edition.CheckpointPath)), diag.Text{ZH: "已经发布的检查点", EN: "the checkpoint that is published"}},
		{l.last(), diag.Text{ZH: "上一次发布的检查点 records/checkpoint", EN: "the checkpoint of the last release, records/checkpoint"}},
	} {
		note, err := os.ReadFile(k.path)
		switch {
		case err == nil:
			list = append(list, known{k.where, note})
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	return list, nil
}

// read reads the log as it is recorded, and its checkpoint; a new one has none.
func (l *ledger) read() ([]byte, error) {
	before, err := l.known()
	if err != nil {
		return nil, err
	}
	log, checkpoint, err := translog.Load(readFrom(l.folder()))
	switch {
	case errors.Is(err, fs.ErrNotExist) && checkpoint == nil && isMissing(filepath.Join(l.folder(), translog.CheckpointPath)):
		return nil, l.begin(before)
	case err != nil:
		return nil, logFault(err)
	}
	l.log, l.before = log, log.Size()
	for _, k := range before {
		at, err := translog.ParseCheckpoint(k.note)
		if err == nil {
			err = log.Consistent(at)
		}
		if err != nil {
			return nil, refuse("records/log 里的发布日志和%s不是同一个历史（%s）；请从版本库恢复 records/log", "the log in records/log does not go on with %s (%s); restore records/log from version control", k.Text, spoken(err))
		}
	}
	if translog.Signed(checkpoint, l.keys.Public.Ed25519()) != nil && !l.newKey {
		return nil, refuse("发布日志是用另一把密钥签的；写对 --key，真的换了密钥，再加 --new-key（见 docs/integrity.md）", "the log was signed with another key; name that one with --key, or, if the key is a new one, add --new-key (see docs/integrity.md)")
	}
	return checkpoint, nil
}

// begin begins a log, unless there was one.
func (l *ledger) begin(before []known) error {
	if before != nil {
		return refuse("这个网站有发布日志（%s还在），records/log 里却没有；另起一本，就成了改写历史。请从版本库恢复 records/log；没有版本库的，把服务器上网站的 log/ 文件夹拷回 records/log", "the site has a log (there is %s), and records/log has none; to begin another would be to rewrite history: restore records/log from version control, or copy the folder log/ of the site on the server there", before[0].Text)
	}
	if l.origin == "" {
		return refuse("config.toml 里没有 base_url：发布日志要用网站的网址作名称；写上 [site] base_url = \"https://…/\"", "config.toml has no base_url, and the address of the site is the name of its log; add [site] base_url = \"https://…/\"")
	}
	if !translog.IsName(l.origin) {
		return refuse("config.toml 的 base_url 太长，不能作发布日志的名称（%s）；写短一些", "base_url in config.toml is too long for the name of a log (%s); make it shorter", l.origin)
	}
	l.log = translog.New(l.origin)
	return nil
}

// write records a release: the tiles, which nothing refers to yet, then the rest. The
// checkpoint beside the folder comes last: the log goes on with the one before, too.
func (l *ledger) write(record, was, checkpoint []byte) error {
	var changes []rewrite.Change
	tiles, err := l.log.Files(l.before)
	if err != nil {
		return err
	}
	for _, f := range tiles {
		changes = append(changes, rewrite.Change{Path: filepath.Join(l.folder(), filepath.FromSlash(f.Path)), After: f.Data})
	}
	if record != nil {
		changes = append(changes, rewrite.Change{Path: filepath.Join(l.Source, filepath.FromSlash(records.Path)), After: record})
	}
	if !bytes.Equal(was, checkpoint) {
		changes = append(changes, rewrite.Change{Path: filepath.Join(l.folder(), translog.CheckpointPath), After: checkpoint})
	}
	if last, err := os.ReadFile(l.last()); err != nil || !bytes.Equal(last, checkpoint) {
		changes = append(changes, rewrite.Change{Path: l.last(), After: checkpoint})
	}
	l.sweep()
	l.changes = len(changes)
	l.written, err = rewrite.Replace(changes)
	return err
}

// sweep removes what a release that was killed has left in the folder of the log, which
// nothing else writes to, so that it is not committed with the log.
func (l *ledger) sweep() {
	_ = filepath.WalkDir(l.folder(), func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			rewrite.Sweep(path, 0)
		}
		return nil
	})
}

// undo takes back what was recorded of a release that has failed.
func (l *ledger) undo(err error) error {
	if l.written != nil {
		err = errors.Join(err, l.written.All())
	}
	return err
}

// finish tidies up behind a release, and says what it has recorded.
func (l *ledger) finish(done site.Stats) error {
	for _, path := range l.log.Stale(l.before) {
		if err := os.Remove(filepath.Join(l.folder(), filepath.FromSlash(path))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	switch {
	case l.changes == 0 && done.Files+done.Removed > 0:
		l.say("records/ 没有新的记录；网站文件夹和上次发布时不一样，已经照它重新发布。", "Nothing new is recorded in records/; the published folder was not as at the last release, and is again.")
		return nil
	case l.changes == 0:
		l.say("与上次发布一样，没有新的记录。", "As at the last release; nothing new is recorded.")
		return nil
	}
	l.say("发布日志：新增 %d 条，共 %d 条；records/ 有变化，请和文档一起提交。", "log: %d new entries of %d; records/ has changed, commit it with the documents.", l.log.Size()-l.before, l.log.Size())
	return nil
}

// readFrom returns what reads files of a folder by their slash-separated paths.
func readFrom(dir string) func(path string) ([]byte, error) {
	return func(path string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(path))) }
}

func isMissing(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// logFault says that the recorded log is not sound.
func logFault(err error) error {
	var missing *fs.PathError
	if errors.As(err, &missing) && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return refuse("records/log 里的发布日志有问题（%s）；请从版本库恢复 records/log", "the log in records/log is not sound (%s); restore records/log from version control", spoken(err))
}

// notSigned says that the checkpoint could not be signed. The log itself is sound then.
func notSigned(err error) error {
	var wrong *translog.Error
	if errors.As(err, &wrong) {
		return refuse("签名与公钥不符：--signer 的程序输出的不是 64 字节的 Ed25519 签名，或者和 --public 不是一对；没有发布", "the signature does not fit the public key: what the program of --signer prints is no Ed25519 signature of 64 bytes, or --public is not its key; nothing was released")
	}
	return err
}

// spoken is what a log, a signature or the system says.
func spoken(err error) diag.Text {
	var e *translog.Error
	if !errors.As(err, &e) {
		return diag.Text{ZH: err.Error(), EN: err.Error()}
	}
	prefix := e.Path
	if prefix != "" {
		prefix += ": "
	}
	return diag.Text{ZH: prefix + e.ZH, EN: prefix + e.EN}
}
