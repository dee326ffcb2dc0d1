import pytest
from tests.access.world import READERS, World, addresses, people, MAKERS
@pytest.mark.django_db
def test_draft(make_user, sign_in):
    from django.test import Client
    from django.db import transaction
    everybody = people(make_user)
    out=[]
    for name in addresses():
        for method in ("GET","POST"):
            for whose in (["own","foreign","absent"] if name in MAKERS else ["-"]):
                row=[]
                for reader in READERS:
                    try:
                      with transaction.atomic():
                        b = Client() if reader=="anonymous" else sign_in(everybody[reader])
                        w = "foreign" if whose=="own" and reader=="anonymous" else whose
                        r = getattr(b, method.lower())(World(everybody, reader=reader).url(name,w))
                        row.append(str(r.status_code))
                        raise KeyError("undo")
                    except KeyError: pass
                    except Exception as e:
                        row.append(type(e).__name__+str(e)[:80].replace(" ","_"))
                out.append(f"{name:36} {method:5} {whose:8} "+"  ".join(row))
    open("/tmp/matrix.txt","w").write("\n".join(out))
