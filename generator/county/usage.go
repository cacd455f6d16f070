package main

import "gongkai/generator/diag"

// usage is what --help prints.
var usage = diag.Text{
	ZH: `用法：gongkai-county 命令 [选项]

把各乡镇、部门的网站汇总成县级网站。先写 county.toml，见 docs/county.md。

命令：
  build            生成各机关的网站；没有变化的机关不再读
    --shard I/N    只做 N 份里的第 I 份（Slurm、GNU parallel 或者手工分到几台机器）；
                   编号从 0 开始的写 I+1/N
    --workers N    同时做几个机关（默认：处理器的个数）
    --verify       全部重新生成，并核对已经发布的文件
    --all          显示全部检查结果
    --metrics 地址 生成时给本机的 Prometheus 看进度，例如 127.0.0.1:9464
    --nats 地址    和别的机器上的 worker 一起做，例如 tls://queue.example:4222；
                   不写，队列就在本进程里，不监听端口
  worker           在这台机器上做 build 派的任务，一直做到被停止；
                   --source、--out、--store 和 build 用同样的共享文件夹
    --nats 地址    队列服务器
    --workers N    同时做几个机关
  build 和 worker 用 --nats 时还有：
    --nats-creds 文件  凭据：nkey 种子或者 .creds
    --nats-ca 文件     核对服务器证书用的证书
    --nats-cert 文件、--nats-key 文件  服务器要求时，自己的证书和密钥
    --silence 时长     多久没有消息就换一个 worker 做（默认：30s，各台要一样）
  queue            队列服务器
    --new 文件夹 --host 主机名  写出配置、证书和密钥；--port 端口（默认：4222）
    --config 文件  运行（nats-server 的配置格式）
  fetch            把存储（--s3）里的网站取到 --out，放网页的服务器用；只取有变化的
  sweep            清理存储（--s3）里一天以前就不用的旧版本
  board            各机关的检查情况：得分、一票否决、到期事项、个人信息的数目；不公开
    --html 文件    另外写成网页，不能写在要公开的文件夹里
  k8s              输出 Kubernetes 的配置：分份做的 Job 和每天夜里的 CronJob
    --image 镜像   程序的镜像
    --claim 名称   放 county.toml 的卷，各个 pod 都能读写（ReadWriteMany）
    --shards N     分几份（默认：每 10 个机关一份）
    --parallel N   同时做几份（默认：全部）
    --schedule 时间、--name 名称、--namespace 名称
  check            只检查 county.toml
  explain [代码]   解释一个代码；不写代码则列出全部

通用选项：
  --source 文件夹  county.toml 所在的文件夹（默认：当前文件夹）
  --out 文件夹     县级网站（默认：source 里的 public）
  --store 文件夹   记着做过什么，几台机器共用时要放在共享文件夹（默认：out 旁边的 .build）
  --s3 网址        S3 存储里放网站的地方，例如 https://s3.example/桶/文件夹；build 做完送到那里。
                   凭据从环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY 取
  --s3-credentials 文件
                   凭据在这个文件里（和 AWS 工具的一样）
  --as-of 日期     把这一天当作今天，例如 2026-12-01
  --json           检查结果和各机关的情况，每行一个 JSON
  --lang zh|en     语言
  --quiet          只说错误
  --version        版本

退出状态：0 正常，1 有机关没有做成、有一票否决，或者 county.toml 有错误，2 命令写得不对，3 机器出了问题。
`,
	EN: `Usage: gongkai-county COMMAND [OPTIONS]

Makes the site of a county out of those of its townships and departments. It
begins with county.toml: see docs/county.md.

Commands:
  build            make the sites of all offices; one that has not changed is not read
    --shard I/N    only part I of N (Slurm, GNU parallel, several machines by hand);
                   I+1/N where parts are numbered from 0
    --workers N    how many offices at a time (default: the number of processors)
    --verify       make all anew, and read what is published
    --all          print all findings
    --metrics ADDR show a Prometheus on this machine how it fares, 127.0.0.1:9464
    --nats URL     with the workers of other machines, such as
                   tls://queue.example:4222; without it the queue is within this
                   process, and no port is opened
  worker           do on this machine what build gives out, until it is stopped;
                   --source, --out and --store are the shared folders of build
    --nats URL     the queue server
    --workers N    how many offices at a time
  With --nats, build and worker have:
    --nats-creds FILE  credentials: the seed of an nkey, or .creds
    --nats-ca FILE     the certificate that the server's is checked by
    --nats-cert FILE, --nats-key FILE  our own, where the server asks for it
    --silence TIME     after which a worker that says nothing is given up
                       (default: 30s; the same everywhere)
  queue            the queue server
    --new DIR --host NAME  write a configuration, a certificate and keys;
                   --port PORT (default: 4222)
    --config FILE  run it (the format is that of nats-server)
  fetch            bring the sites from a bucket (--s3) to --out, for the server that
                   shows them; only what has changed
  sweep            take away what no site in a bucket (--s3) has needed for a day
  board            how each office would fare in an inspection: score, vetoes, what
                   falls due, privacy findings by kind; never published
    --html FILE    write a page, too; not into a folder that is published
  k8s              print what Kubernetes is told: a Job in parts, and a CronJob
    --image IMAGE  that of the program
    --claim NAME   the volume with county.toml, for all pods (ReadWriteMany)
    --shards N     how many parts (default: one for each ten offices)
    --parallel N   how many of them at a time (default: all)
    --schedule CRON, --name NAME, --namespace NAME
  check            look at county.toml alone
  explain [CODE]   explain a code; without one, list them

Common options:
  --source DIR     the folder of county.toml (default: this one)
  --out DIR        the county's site (default: public in the source)
  --store DIR      what was made; in a shared folder where several machines work
                   (default: .build beside out)
  --s3 URL         where the site goes in a bucket, such as https://s3.example/BUCKET/FOLDER:
                   build sends it there. The credentials are those in AWS_ACCESS_KEY_ID
                   and AWS_SECRET_ACCESS_KEY
  --s3-credentials FILE
                   or in this file, which is like that of the AWS tools
  --as-of DATE     take this day for today, such as 2026-12-01
  --json           findings and offices, one JSON object a line
  --lang zh|en     language
  --quiet          errors only
  --version        version

Exit status: 0 all is well, 1 an office was not made or has a veto, or county.toml has
errors, 2 the call was wrong, 3 the machine failed.
`,
}
