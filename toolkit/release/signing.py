"""Signs a release folder with a private key, and holds it against its signature, by the library model-signing."""

import base64
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from toolkit.errors import ConfigError, ReleaseError
from toolkit.release.checksums import SIGNATURE
from toolkit.release.release_folder import FOREIGN, Release
from toolkit.release.verify import Disagreement, verify
from toolkit.storage.hashing import file_digest

_log = logging.getLogger(__name__)
_RULE = "signature_holds"


def sign(release: Release, key: str | Path, *, password: str | None = None) -> Path:
    """Sign every file of a release and return the signature: a Sigstore bundle in its folder attestations/.

    Args:
        release: The release; card, croissant.json and checksums are signed like the data.
        key: A private key on the curve P-256, P-384 or P-521, as PEM.
        password: What the key is encrypted with, if it is.

    Raises:
        ConfigError: the key cannot be used, is inside the release, or model-signing is not installed.
        ReleaseError: the release is not what was built, or the signature cannot be written.
    """
    library, path = _library(), release.folder / SIGNATURE
    _check_key(Path(key), release)
    for wrong in verify(release, values=False):
        raise ReleaseError(f"{release.folder / wrong.file} {wrong.message}; sign a release that verifies.")
    if path.exists():
        _log.warning("%s is replaced: the release was signed before.", path)
    try:
        config = library.signing.Config().use_elliptic_key_signer(
            private_key=key,
            password=None if password is None else password.encode(),
        )
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ConfigError(f"{key} is no private key to sign with: {_reason(error)}") from error
    try:
        path.parent.mkdir(exist_ok=True)
        config.set_hashing_config(_hashing(library)).sign(release.folder, path)
    except OSError as error:
        raise ReleaseError(f"{path} cannot be written: {_reason(error)}") from error
    return path


def _check_key(key: Path, release: Release) -> None:
    """Check that a private key stays private.

    Raises:
        ConfigError: it is inside the release, where it would be published.
    """
    if key.resolve().is_relative_to(release.folder.resolve()):
        raise ConfigError(f"{key} is a private key inside the release; move it away, and make another if it was seen.")
    if key.exists() and key.stat().st_mode & 0o077:
        _log.warning("Others can read the private key %s; run: chmod 600 %s", key, key)


def check_signature(release: Release, key: str | Path) -> list[Disagreement]:
    """Return every file that is not as it was signed; an empty list means that all are.

    Args:
        release: The release.
        key: The public key that belongs to the signer, as PEM.

    Raises:
        ConfigError: the key cannot be used, or model-signing is not installed.
    """
    library, path = _library(), release.folder / SIGNATURE
    try:
        config = library.verifying.Config().use_elliptic_key_verifier(public_key=key)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ConfigError(f"{key} is no public key to verify with: {_reason(error)}") from error
    if not path.is_file():
        return [Disagreement(SIGNATURE, "is missing: nobody has signed this release", _RULE)]
    try:
        config.set_hashing_config(_hashing(library)).verify(release.folder, path)
    except Exception as error:  # noqa: BLE001 - a forged bundle raises whatever its parts make of it
        if str(error).startswith("Signature mismatch"):
            return list(_changes(release, path))
        why = "is of another key" if str(error).startswith("Key mismatch") else "is no signature of this key"
        return [Disagreement(SIGNATURE, why, _RULE)]
    return []


def _library() -> ModuleType:
    try:
        import model_signing
        import model_signing.hashing
        import model_signing.signing
        import model_signing.verifying
    except ModuleNotFoundError as error:
        message = f"Signatures need {error.name}; pip install 'news-dataset-toolkit[sign]'."
        raise ConfigError(message) from error
    return model_signing


def _hashing(library: ModuleType) -> object:
    """Leave out the signature itself, and what the Hub and its clients put beside a release."""
    return library.hashing.Config().set_ignored_paths(paths=[SIGNATURE, *FOREIGN])


def _changes(release: Release, path: Path) -> Iterator[Disagreement]:
    """Name the files that differ from those that a bundle, whose own signature holds, was made over."""
    payload = json.loads(base64.b64decode(json.loads(path.read_bytes())["dsseEnvelope"]["payload"]))
    signed = {resource["name"]: resource["digest"] for resource in payload["predicate"]["resources"]}
    files = (path for path in release.folder.rglob("*") if path.is_file())
    names = {path.relative_to(release.folder).as_posix(): path for path in files}
    present = {name: path for name, path in names.items() if name != SIGNATURE and name.split("/")[0] not in FOREIGN}
    for name in sorted(signed.keys() | present.keys()):
        if name not in present:
            yield Disagreement(name, "was signed but is missing", _RULE)
        elif name not in signed:
            yield Disagreement(name, "was added after the release was signed", _RULE)
        elif file_digest(present[name]) != signed[name]:
            yield Disagreement(name, "was changed since it was signed", _RULE)


def _reason(error: Exception) -> str:
    if isinstance(error, AttributeError):  # model-signing asks a key of another kind for its curve
        return "it is of another kind; make one on the curve P-256, P-384 or P-521."
    return str(error).strip().splitlines()[0].rstrip(".") + "." if str(error).strip() else f"{type(error).__name__}."
