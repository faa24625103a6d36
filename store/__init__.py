"""What an office adds and keeps: plans it loaded, answers it gave, versions it published.

Everything is appended, nothing changed or taken away; the database itself refuses both. No
streamlit. Each file imports only from those above it in this list:

place         where it lies
users         who writes
rights        who acts and what they may, asked by everything that writes
look          what is asked once within one run of a page
tables        the schema; `migrations` leads to it from nothing and from every older one
database      which database, its transactions, and what goes wrong with one
access_tables  the part of the schema that holds who signed in, who may what, and what was done
progress_tables  the part of the schema that holds the monthly cycle
drafts        a draft as text, and back
asked         what is open in a draft, each with a key, and hashes of what it hangs on
audit         a chain over both of these parts
schema        a database made, brought up to date, and written to by who may
terminal      what commands print, and answers they take as CSV
access        who signed in, who may what, and what was done
readings      original files and what was read of them
decisions     answers, who gave them, when and why; which of them hold
resolutions   which districts a 相关区 means, and who said so
answers       a draft with its answers applied
memory        how the headings of a plan, or of its series, were read last
learnt        names that other plans of the region were answered
names         which units the names of a settled draft stand for
targets       which figures of the wordings are targets
state         a plan's last reading, with the answers that hold
packages      a settled draft as a data package
versions      published packages and the list of what is shown
folders       their files, written out below `local/`
defaults      which plans open where a link names none
publishing    from a file to a plan that is shown
effects       what an answer would do to the duties, told before it is given
originals     kept files, taken up for a plan or read anew
trial         a plan as it would be published now
shelf         shipped and published plans side by side, for everybody who reads
links         what people said of the measures of two editions
editions      two editions side by side: the links that hold, made and undone
progress      who has reported what on which duty, month by month
backup        the whole database as one file
settling      the part of the command line that settles a 相关区
changes       the command that tells what changed between two editions
commands      the part of the command line that keeps
"""
