// Package bucket keeps the sites of a county in storage that speaks S3, and brings them from
// there to where they are served.
//
//	b, err := bucket.Open(bucket.Options{Address: "https://s3.example/county/site"})
//	s, err := b.Begin(ctx)
//	sent, err := s.Send(bucket.Tree{Name: "shili", Dir: "public/shili", Note: note})
//	err = s.End()
//	swept, err := b.Sweep(ctx)
//	asked, err := b.Fetch(ctx, "shili", place)
//
// # What is in it
//
//	objects/ab/ab12…               the bytes of a file, by their SHA-256
//	sites/NAME/VERSION/SHA256SUMS  a version of a tree: its files with their sums
//	sites/NAME/current             which version is the site, and which were before
//	sending/ID, sweeping/ID        who is at work; see below
//
// A tree is the site of an office, one of the two of the portal, or the files at the top. Its
// version is the SHA-256 of its list. A file that is in several versions, or in several sites,
// is there once and is sent once. The switch is the writing of one small object, and comes
// last: whatever fails before it, the site is what it was.
//
// No web server can look up a path in such a list, so that nothing is served from the bucket
// itself: [Bucket.Fetch] brings the trees to a folder, each exchanged as a whole, asking for
// no more than differs and holding every file against its sum. In exchange, a change costs as
// many questions as it changes files; with a copy of each file under each version it would
// be as many as there are files in the site.
//
// # Why a sweep takes nothing away that is wanted
//
// A sender counts on the objects that it has seen, so that none may go while it works. Both
// put a flag and look for the flag of the other after that: whichever comes second sees the
// first. A sweep that sees a sender gives up; a sender that sees a sweep waits. (A bucket must
// show what was written to whoever asks afterwards; that of Amazon has done so since 2020.)
// A flag of a process that was killed counts until nobody of its kind can be at work any
// more: [Limits.Sending] and [Limits.Sweeping] end each. Versions stay for a day after
// another has taken their place, for whoever is fetching them.
//
// bucket does not know what is in a site. What it is told by a bucket is bounded, and is
// never taken for a path that leads elsewhere.
package bucket

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"gongkai/generator/diag"
	"gongkai/generator/edition"
	"gongkai/generator/reason"
)

// Limits bound what a bucket may cost; zeros are the usual ones.
type Limits struct {
	File     int64         // bytes of one file
	Files    int           // of a tree
	List     int64         // bytes of the list of a tree
	Names    int           // of objects that one listing may have
	Parallel int           // questions at a time
	Sending  time.Duration // of all that is sent
	Sweeping time.Duration // of a sweep
	Wait     time.Duration // for a sweep to end
	Grace    time.Duration // for which a version stays after it was replaced
}

func (l *Limits) complete() {
	l.File, l.Files, l.List, l.Parallel = cmp.Or(l.File, 1<<30), cmp.Or(l.Files, 200_000), cmp.Or(l.List, 64<<20), cmp.Or(l.Parallel, 8)
	l.Names = cmp.Or(l.Names, 50_000_000)
	l.Sending, l.Sweeping = cmp.Or(l.Sending, 12*time.Hour), cmp.Or(l.Sweeping, time.Hour)
	l.Wait, l.Grace = cmp.Or(l.Wait, 10*time.Minute), cmp.Or(l.Grace, 24*time.Hour)
}

// Options say where a bucket is, and how it is asked.
type Options struct {
	Address     string // https://HOST/BUCKET, or a folder in it
	Credentials string // a file as that of the AWS tools; "": the environment, then theirs
	Transport   http.RoundTripper
	Limits      Limits
}

// Bucket is a place in storage.
type Bucket struct {
	client  *minio.Client
	address string
	bucket  string
	prefix  string // "", or a folder with its slash
	limits  Limits
	slots   chan struct{} // one for each question at a time
	large   chan struct{} // one file at a time that is large
}

// ErrAddress is the cause where the address or the credentials cannot be: the call was wrong.
var ErrAddress = errors.New("no address of a bucket")

// Fault is what is wrong with a bucket, in words for people. There is never a secret in it.
type Fault struct {
	diag.Text
	Err error // may be nil
}

func (f *Fault) Error() string { return f.EN }

func (f *Fault) Unwrap() error { return f.Err }

func fault(err error, zh, en string, args ...any) error {
	return &Fault{diag.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}, err}
}

// bucketForm is what a bucket may be called.
var bucketForm = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)

// Open prepares to ask; it asks nothing yet.
func Open(o Options) (*Bucket, error) {
	u, err := url.Parse(o.Address)
	if err != nil || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Opaque != "" { // what it is may hold a password
		return nil, fault(ErrAddress, "存储的网址要写成 https://主机/桶/文件夹，不能有密码和参数", "the address of a bucket is https://HOST/BUCKET/FOLDER, without a password or parameters")
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())) {
		return nil, fault(ErrAddress, "存储的网址要用 https（只有本机的可以用 http）：%s", "a bucket is asked over https (over http on this machine alone): %s", o.Address)
	}
	name, prefix, _ := strings.Cut(strings.Trim(u.Path, "/"), "/")
	if u.Host == "" || !bucketForm.MatchString(name) || slices.Contains(strings.Split(prefix, "/"), "..") {
		return nil, fault(ErrAddress, "网址里没有桶的名称：%s；要写成 https://主机/桶/文件夹", "there is no name of a bucket in %s; write https://HOST/BUCKET/FOLDER", o.Address)
	}
	if prefix != "" {
		prefix += "/"
	}
	creds, err := secrets(o.Credentials)
	if err != nil {
		return nil, err
	}
	o.Limits.complete()
	client, err := minio.New(u.Host, &minio.Options{
		Creds: creds, Secure: u.Scheme == "https", Transport: o.Transport, MaxRetries: 3,
		Region: cmp.Or(os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION"), "us-east-1"),
	})
	if err != nil {
		return nil, fault(ErrAddress, "存储的网址不能用：%s", "this cannot be the address of a bucket: %s", o.Address)
	}
	return &Bucket{client, o.Address, name, prefix, o.Limits, make(chan struct{}, o.Limits.Parallel), make(chan struct{}, 1)}, nil
}

// loopback reports whether a host is this machine.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// secrets finds the credentials: in a file where one is named, otherwise in the environment,
// and then where the AWS tools have theirs. What is wrong with a file is not told any closer:
// that could quote it.
func secrets(file string) (*credentials.Credentials, error) {
	chain := []credentials.Provider{&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}}
	if file != "" {
		chain = []credentials.Provider{&credentials.FileAWSCredentials{Filename: file}}
		if _, err := os.Stat(file); err != nil {
			zh, en := reason.Of(err)
			return nil, fault(ErrAddress, "凭据文件 %[1]s 读不了：%[2]s", "the file of credentials %[1]s cannot be read: %[3]s", file, zh, en)
		}
	}
	creds := credentials.NewChainCredentials(chain)
	if v, err := creds.GetWithContext(nil); err != nil || v.AccessKeyID == "" || v.SecretAccessKey == "" {
		return nil, fault(ErrAddress, "没有存储的凭据：设环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY，或者在凭据文件的 [default] 下面写 aws_access_key_id 和 aws_secret_access_key",
			"there are no credentials for the bucket: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write aws_access_key_id and aws_secret_access_key below [default] in a file of credentials")
	}
	return creds, nil
}

// The names in a bucket.
const (
	listName    = "SHA256SUMS"
	currentName = "current"
	objects     = "objects/"
	sites       = "sites/"
	sending     = "sending/"
	sweeping    = "sweeping/"
)

func (b *Bucket) object(sum [32]byte) string {
	name := hex.EncodeToString(sum[:])
	return objects + name[:2] + "/" + name
}

func (b *Bucket) list(tree, version string) string {
	return sites + tree + "/" + version + "/" + listName
}

func (b *Bucket) current(tree string) string { return sites + tree + "/" + currentName }

// ask asks one question, which has so many bytes to carry. No more are asked at a time than
// the limits say, and none waits for ever.
func (b *Bucket) ask(ctx context.Context, size int64, question func(context.Context) error) error {
	select {
	case b.slots <- struct{}{}:
		defer func() { <-b.slots }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	const slowest = 64 << 10 // bytes a second
	bounded, cancel := context.WithTimeout(ctx, time.Minute+time.Duration(size/slowest)*time.Second)
	defer cancel()
	err := question(bounded)
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// why says in words why a bucket has refused something, or could not be asked.
func (b *Bucket) why(err error) error {
	var f *Fault
	var answer minio.ErrorResponse
	switch {
	case err == nil, errors.As(err, &f), errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return fault(err, "存储 %s：太久没有回答", "the bucket %s: no answer in time", b.address)
	case !errors.As(err, &answer):
		zh, en := network(err)
		return fault(err, "存储 %[1]s：%[2]s", "the bucket %[1]s: %[3]s", b.address, zh, en)
	}
	switch answer.Code {
	case "AccessDenied", "SignatureDoesNotMatch", "InvalidAccessKeyId", "ExpiredToken", "InvalidTokenId":
		return fault(err, "存储 %s：凭据不对，或者没有权限（%s）", "the bucket %s: the credentials are wrong or may not do this (%s)", b.address, answer.Code)
	case "NoSuchBucket":
		return fault(err, "存储 %s：没有这个桶", "the bucket %s: there is no such bucket", b.address)
	case "RequestTimeTooSkewed":
		return fault(err, "存储 %s：这台机器的时钟不准", "the bucket %s: the clock of this machine is wrong", b.address)
	}
	return fault(err, "存储 %[1]s：%[2]s", "the bucket %[1]s: %[2]s", b.address, cmp.Or(answer.Code, answer.Message))
}

// network says why nobody was reached, without the address of the question.
func network(err error) (zh, en string) {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	var dns *net.DNSError
	var dial *net.OpError
	switch {
	case errors.As(err, &dns):
		return "找不到主机 " + dns.Name, "there is no host " + dns.Name
	case errors.As(err, &dial):
		return "连不上", "it cannot be reached"
	}
	return reason.Of(err)
}

// missing reports whether an error says that there is no such object.
func missing(err error) bool {
	var answer minio.ErrorResponse
	return errors.As(err, &answer) && (answer.Code == "NoSuchKey" || answer.Code == "NotFound")
}

// read reads an object of no more than so many bytes; nil: there is none.
func (b *Bucket) read(ctx context.Context, name string, most int64) ([]byte, error) {
	data, err := b.begin(ctx, name, most+1)
	if err == nil && int64(len(data)) > most {
		return nil, fault(nil, "存储 %s 里的 %s 太长，超过 %d 字节", "in the bucket %s, %s is longer than %d bytes", b.address, name, most)
	}
	return data, err
}

// begin reads so many bytes of an object, or all that it has; nil: there is none.
func (b *Bucket) begin(ctx context.Context, name string, most int64) (data []byte, err error) {
	err = b.ask(ctx, most/8, func(ctx context.Context) error {
		o, err := b.client.GetObject(ctx, b.bucket, b.prefix+name, minio.GetObjectOptions{})
		if err != nil {
			return err
		}
		defer o.Close()
		data, err = io.ReadAll(io.LimitReader(o, most))
		return err
	})
	switch {
	case missing(err):
		return nil, nil
	case err != nil:
		return nil, b.why(err)
	case data == nil:
		data = []byte{}
	}
	return data, nil
}

// write writes an object.
func (b *Bucket) write(ctx context.Context, name string, data []byte, kind string) error {
	err := b.ask(ctx, int64(len(data)), func(ctx context.Context) error {
		_, err := b.client.PutObject(ctx, b.bucket, b.prefix+name, bytes.NewReader(data), int64(len(data)), minio.PutObjectOptions{
			ContentType: kind, SendContentMd5: true, DisableMultipart: true,
		})
		return err
	})
	return b.why(err)
}

// stat says what is known of an object; ok is false where there is none.
func (b *Bucket) stat(ctx context.Context, name string) (info minio.ObjectInfo, ok bool, err error) {
	err = b.ask(ctx, 0, func(ctx context.Context) error {
		info, err = b.client.StatObject(ctx, b.bucket, b.prefix+name, minio.StatObjectOptions{})
		return err
	})
	if missing(err) {
		return info, false, nil
	}
	return info, err == nil, b.why(err)
}

// remove removes an object, if there is one.
func (b *Bucket) remove(ctx context.Context, name string) error {
	err := b.ask(ctx, 0, func(ctx context.Context) error {
		return b.client.RemoveObject(ctx, b.bucket, b.prefix+name, minio.RemoveObjectOptions{})
	})
	if missing(err) {
		return nil
	}
	return b.why(err)
}

// each visits all objects below a folder of the bucket, by their names in it. A listing that
// has no end is an error, be it long or slow.
func (b *Bucket) each(ctx context.Context, folder string, deep bool, visit func(name string, info minio.ObjectInfo) error) error {
	bounded, stop := context.WithTimeout(ctx, b.limits.Sweeping)
	defer stop()
	n := 0
	for info := range b.client.ListObjectsIter(bounded, b.bucket, minio.ListObjectsOptions{Prefix: b.prefix + folder, Recursive: deep}) {
		err := info.Err
		if n++; err == nil && n > b.limits.Names {
			err = fault(nil, "存储 %s 列出的文件太多，超过 %d 个", "the bucket %s lists more than %d objects", b.address, b.limits.Names)
		}
		switch {
		case err != nil && ctx.Err() != nil:
			return context.Cause(ctx)
		case err != nil:
			return b.why(err)
		}
		if err := visit(strings.TrimPrefix(info.Key, b.prefix+folder), info); err != nil {
			return err
		}
	}
	if ctx.Err() != nil { // what was visited is not all
		return context.Cause(ctx)
	}
	return b.why(bounded.Err())
}

// state is which version of a tree is its site, and which were before it.
type state struct {
	version string
	before  []past
}

// past is a version that was replaced, and when.
type past struct {
	version string
	until   time.Time
}

// mostBefore is how many versions are remembered: the object is to stay small.
const mostBefore = 100

var versionForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// text is the object: the version on the first line, then those before it, newest first, with
// the time at which each was replaced.
func (s state) text() []byte {
	b := []byte(s.version + "\n")
	for _, p := range s.before {
		b = fmt.Appendf(b, "%s %s\n", p.version, p.until.UTC().Format(time.RFC3339))
	}
	return b
}

// next is the state after a switch.
func (s state) next(version string, now time.Time, grace time.Duration) state {
	n := state{version: version}
	if s.version != "" {
		n.before = append(n.before, past{s.version, now})
	}
	for _, p := range s.before {
		if p.version != version && now.Sub(p.until) < grace && len(n.before) < mostBefore {
			n.before = append(n.before, p)
		}
	}
	return n
}

// state reads which version a tree has; "" where it has none.
func (b *Bucket) state(ctx context.Context, tree string) (s state, err error) {
	data, err := b.read(ctx, b.current(tree), 1<<16)
	if err != nil || data == nil {
		return s, err
	}
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		version, until, _ := strings.Cut(line, " ")
		at, err := time.Parse(time.RFC3339, until)
		switch {
		case !versionForm.MatchString(version) || (i == 0) != (until == "") || i > 0 && err != nil:
			return state{}, fault(nil, "存储 %s 里的 %s 不是本程序写的", "in the bucket %s, %s was not written by this program", b.address, b.current(tree))
		case i == 0:
			s.version = version
		default:
			s.before = append(s.before, past{version, at})
		}
	}
	return s, nil
}

// files reads the list of a version; nil: there is none.
func (b *Bucket) files(ctx context.Context, tree, version string) (text []byte, files []edition.Sum, err error) {
	text, err = b.read(ctx, b.list(tree, version), b.limits.List)
	if err != nil || text == nil {
		return nil, nil, err
	}
	files, ok := edition.ParseList(text)
	if !ok || versionOf(text) != version || len(files) > b.limits.Files {
		return nil, nil, fault(nil, "存储 %s 里的 %s 不是本程序写的", "in the bucket %s, %s was not written by this program", b.address, b.list(tree, version))
	}
	return text, files, nil
}
