"""What is said of engines: where the work is done, and what is missing for it."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "help.engine": (
        "在哪里处理文件：local（本机，默认）或 spark（多台机器）；结果相同",
        "where documents are worked on: local (here, the default) or spark (many machines); the output is the same",
    ),
    "help.spark_master": (
        "Spark 主节点地址（默认 local[N]，N 即 --jobs）",
        "the master that Spark is to use (default: local[N], N as in --jobs)",
    ),
    "engine.no_extra": (
        "--engine spark 需要附加包 PySpark；请运行 pip install 'policy-extract[spark]'",
        "--engine spark wants PySpark; pip install 'policy-extract[spark]'",
    ),
    "engine.old_extra": (
        "--engine spark 需要 PySpark 4.1 或更新版本，现为 {version}；请运行 pip install -U 'policy-extract[spark]'",
        "--engine spark wants PySpark 4.1 or newer, this is {version}; pip install -U 'policy-extract[spark]'",
    ),
    "engine.no_java": (
        "--engine spark 需要 Java 17 或更新版本，没有找到；请安装 Java，或设置 JAVA_HOME",
        "--engine spark wants Java 17 or newer, and none was found; install it, or set JAVA_HOME",
    ),
    "engine.no_start": (
        "Spark 没有启动：{reason}；请检查 Java 的版本和 --spark-master",
        "Spark did not start: {reason}; look at the version of Java and at --spark-master",
    ),
    "engine.failed": (
        "Spark 上的处理中断：{reason}",
        "the work on Spark broke off: {reason}",
    ),
    "engine.java_ended": (
        "Spark 的 Java 进程中途结束，多半是内存不够；请多给一些，例如设置环境变量 SPARK_DRIVER_MEMORY=8g，再运行一次",
        "Spark's process of Java has ended, most likely for want of memory; give it more (SPARK_DRIVER_MEMORY=8g in the "
        "environment) and run again",
    ),
    "engine.other_words": (
        "Spark 的机器上装的程序或词表与本机不同；请在所有机器上安装同一版本，词表文件夹放在同一路径",
        "the machines of Spark have another version of this tool, or other gazetteers; install the same on all, with "
        "folders of gazetteers at the same paths",
    ),
    "engine.table_alone": (
        "{path} 是文件表；表要单独处理，不能和别的文件或表一起",
        "{path} is a table of documents; a table is worked on alone, without other paths",
    ),
    "engine.table_columns": (
        "{path} 不是文件表：需要 path（文本）和 data（二进制）两列，其中有 {found}",
        "{path} is no table of documents: it wants the columns path (string) and data (binary), and has {found}",
    ),
    "engine.table_twice": (
        "{path}：这个文件在表里不止一次：{name}",
        "{path}: the table has this document more than once: {name}",
    ),
    "engine.table_unnamed": (
        "{path}：有的行没有文件名（path 列为空）",
        "{path}: there are rows without a name (the column path is empty)",
    ),
}
