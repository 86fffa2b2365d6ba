"""Treebank sentences on our own tokens (the sentences are made up)."""

from __future__ import annotations

from pathlib import Path

from lesart.training.syntax.treebanks import Tree, read_treebank, read_unimorph

SENTENCE = """\
# sent_id = x-1
# text = Im Social-Media-Team, das er leitet, fehlt's nicht.
1-2	Im	_	_	_	_	_	_	_	_
1	In	in	ADP	APPR	_	7	case	_	_
2	dem	der	DET	ART	Case=Dat|Gender=Neut|Number=Sing|PronType=Art	7	det	_	_
3	Social	Social	NOUN	NN	_	5	compound	_	SpaceAfter=No
4	-	-	PUNCT	-	_	3	punct	_	SpaceAfter=No
5	Media	Media	NOUN	NN	_	7	compound	_	SpaceAfter=No
6	-	-	PUNCT	-	_	7	punct	_	SpaceAfter=No
7	Team	Team	NOUN	NN	Case=Dat|Gender=Neut|Number=Sing	13	obl:tmod	_	SpaceAfter=No
8	,	,	PUNCT	$,	_	11	punct	_	_
9	das	der	PRON	PRELS	Case=Acc|PronType=Dem,Rel	11	obj	_	_
10	er	er	PRON	PPER	Case=Nom|PronType=Prs	11	nsubj	_	_
11	leitet	leiten	VERB	VVFIN	Mood=Ind|VerbForm=Fin	7	acl	_	SpaceAfter=No
12	,	,	PUNCT	$,	_	11	punct	_	_
13	fehlt	fehlen	VERB	VVFIN	Mood=Ind|VerbForm=Fin	0	root	_	SpaceAfter=No
14	's	es	PRON	PPER	Case=Nom|PronType=Prs	13	expl:pv	_	_
15	nicht	nicht	PART	PTKNEG	Polarity=Neg	13	advmod	_	SpaceAfter=No
16	.	.	PUNCT	$.	_	13	punct	_	_

"""


def only(path: Path) -> Tree:
    path.write_text(SENTENCE, encoding="utf-8")
    (tree,) = read_treebank(path, news=True)
    return tree


def test_contractions_and_compounds_stay_whole(tmp_path: Path) -> None:
    tree = only(tmp_path / "x.conllu")
    assert tree.forms == ("Im", "Social-Media-Team", ",", "das", "er", "leitet", ",", "fehlt", "'s", "nicht", ".")
    assert tree.upos[:2] == ("ADP", "NOUN")
    assert tree.features[0] == {"Case": "Dat", "Gender": "Neut", "Number": "Sing"}
    assert tree.blanks[:4] == (True, True, False, True)


def test_heads_are_those_of_the_words_that_hang_outside(tmp_path: Path) -> None:
    tree = only(tmp_path / "x.conllu")
    assert tree.heads == (1, 7, 5, 5, 5, 1, 5, -1, 7, 7, 7)


def test_relations_of_both_treebanks_are_made_alike(tmp_path: Path) -> None:
    tree = only(tmp_path / "x.conllu")
    assert tree.relations == (
        "case", "obl", "punct", "obj", "nsubj", "acl:relcl", "punct", "root", "expl", "advmod", "punct",
    )  # fmt: skip
    assert (tree.features[3] or {})["PronType"] == "Rel"


def test_the_shared_task_gives_tags_without_trees(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text(
        "Er\ter\tPRO;NOM;MASC;SG;3\nruhte\truhen\tV;SG;3;PST;FIN\nin\tin\tADP\n"
        "dem\tder\tDET;DAT;DEF;MASC;NEUT;SG\nGarten\tGarten\tN;DAT;MASC;SG\n.\t.\tPUNCT\n\n",
        encoding="utf-8",
    )
    (tree,) = read_unimorph(path)
    assert tree.forms == ("Er", "ruhte", "im", "Garten", ".")
    assert tree.coarse
    assert tree.heads == ()
    assert tree.features[2] == {"Case": "Dat", "Number": "Sing"}  # two genders stand there: neither is learned
    assert tree.blanks == (True, True, True, True, False)
